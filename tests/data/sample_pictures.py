"""Draws the pictures of the sample site: plain illustrations, each marked as a sample.

    pip install pillow
    python3 tests/data/sample_pictures.py

One of them lies on its side and says so in its Exif data, together with a position: as phones store photos. What
is published of it stands upright and holds no position, which tests/pictures.rs demands. The position is the
middle of the sea off Fuqing and nobody's home. The same Pillow gives the same bytes.
"""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[2] / "content"
FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
WIDTH, HEIGHT = 1600, 1067
SCALE = 2

PAPER, INK, MUTED = "#FAF7F2", "#1D1A16", "#8B8276"
RED, JADE, AMBER, INDIGO = "#B02A17", "#1A6456", "#C98A1B", "#2F4A8A"
SAND, STONE, SKY, LEAF, WATER = "#EADFCB", "#CFC3B0", "#DCE6E6", "#5E8A6A", "#A9C6C9"


class Sheet:
    """A sheet of paper to draw on, in pixels of the finished picture."""

    def __init__(self, ground):
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), ground)
        self.draw = ImageDraw.Draw(self.image)

    def scaled(self, points):
        return [tuple(value * SCALE for value in point) for point in points]

    def box(self, x, y, width, height, fill):
        self.draw.rectangle([(x * SCALE, y * SCALE), ((x + width) * SCALE, (y + height) * SCALE)], fill=fill)

    def disc(self, x, y, radius, fill, flat=1.0):
        x, y, radius = x * SCALE, y * SCALE, radius * SCALE
        self.draw.ellipse([(x - radius, y - radius * flat), (x + radius, y + radius * flat)], fill=fill)

    def shape(self, points, fill):
        self.draw.polygon(self.scaled(points), fill=fill)

    def line(self, points, fill, width):
        self.draw.line(self.scaled(points), fill=fill, width=width * SCALE, joint="curve")

    def finished(self, mark_on=PAPER, mark=INK):
        font = ImageFont.truetype(FONT, 34 * SCALE)
        self.box(WIDTH - 190, HEIGHT - 86, 150, 56, mark_on)
        self.draw.text(((WIDTH - 166) * SCALE, (HEIGHT - 83) * SCALE), "示例图", font=font, fill=mark)
        return self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def roof(sheet, x, y, width, fill=RED):
    """A ridge with swallow tails, as old houses of the county have it."""
    left, right, middle = x, x + width, x + width / 2
    sheet.shape([(left + 60, y), (right - 60, y), (right + 30, y + 110), (left - 30, y + 110)], fill)
    sheet.line([(left - 20, y - 46), (left + 70, y - 6), (middle, y + 8), (right - 70, y - 6), (right + 20, y - 46)], fill, 18)
    for tile in range(int(left), int(right), 44):
        sheet.line([(tile + 20, y + 24), (tile + 12, y + 104)], "#8E2112", 3)


def lantern(sheet, x, y, fill=RED):
    sheet.line([(x, y - 70), (x, y - 34)], INK, 3)
    sheet.disc(x, y, 34, fill, 1.1)
    sheet.box(x - 14, y - 42, 28, 10, AMBER)
    sheet.box(x - 14, y + 34, 28, 10, AMBER)
    sheet.line([(x, y + 44), (x, y + 70)], AMBER, 4)


def stool(sheet, x, y, fill=INDIGO):
    sheet.box(x - 48, y - 60, 96, 18, fill)
    sheet.line([(x - 34, y - 42), (x - 44, y)], fill, 10)
    sheet.line([(x + 34, y - 42), (x + 44, y)], fill, 10)


def tree(sheet, x, y, size):
    sheet.shape([(x - 26, y), (x + 26, y), (x + 14, y - size), (x - 14, y - size)], "#6B5138")
    for dx, dy, radius in [(-110, -20, 105), (0, -90, 135), (115, -15, 110), (10, 10, 110)]:
        sheet.disc(x + dx, y - size + dy, radius, JADE if dy < -50 else LEAF, 0.82)


def village():
    """The square before an old house, decked for the New Year, with a table and benches."""
    sheet = Sheet("#F3E3C8")
    sheet.disc(1290, 190, 78, "#F6C667")
    sheet.shape([(0, 520), (260, 400), (520, 500), (820, 380), (1180, 500), (1600, 410), (1600, 760), (0, 760)], "#C9D1BC")
    sheet.box(0, 720, WIDTH, HEIGHT - 720, SAND)
    sheet.box(430, 470, 740, 290, "#D98B6A")
    sheet.box(430, 690, 740, 70, STONE)
    roof(sheet, 400, 372, 800)
    sheet.box(710, 540, 180, 220, "#5A2E20")
    sheet.line([(800, 540), (800, 760)], "#F3E3C8", 4)
    for x in (520, 1000):
        sheet.box(x, 560, 90, 90, "#5A2E20")
        sheet.line([(x + 45, 560), (x + 45, 650)], "#F3E3C8", 4)
    sheet.box(676, 548, 22, 200, RED)
    sheet.box(902, 548, 22, 200, RED)
    sheet.line([(200, 520), (430, 560), (800, 500), (1170, 560), (1400, 520)], INK, 3)
    for x, y in [(420, 622), (560, 600), (1040, 600), (1300, 612)]:
        lantern(sheet, x, y)
    tree(sheet, 200, 800, 250)
    sheet.shape([(560, 860), (1040, 860), (1080, 890), (520, 890)], "#8A5A35")
    for x in (560, 1030):
        sheet.box(x, 890, 16, 100, "#6B4326")
    for x in (650, 760, 870, 960):
        sheet.disc(x, 850, 20, PAPER, 0.6)
        sheet.disc(x, 846, 13, AMBER, 0.5)
    for x in (430, 1180, 1300):
        stool(sheet, x, 960, RED)
    return sheet.finished()


def dragon_boat():
    """A dragon boat on the river on a bright morning, with nobody in it yet."""
    sheet = Sheet(SKY)
    sheet.disc(340, 230, 92, "#F6C667")
    sheet.shape([(0, 470), (300, 300), (560, 430), (860, 270), (1240, 440), (1600, 330), (1600, 620), (0, 620)], "#9DB8A8")
    sheet.shape([(0, 560), (420, 430), (820, 540), (1220, 450), (1600, 540), (1600, 640), (0, 640)], LEAF)
    sheet.box(0, 610, WIDTH, HEIGHT - 610, WATER)
    for index, y in enumerate(range(640, HEIGHT, 44)):
        start = (index * 137) % 260
        for x in range(start - 200, WIDTH, 330):
            sheet.line([(x, y), (x + 60, y - 8), (x + 120, y), (x + 180, y - 8)], "#8FB3B8", 5)
    sheet.shape([(270, 720), (1260, 720), (1340, 640), (1390, 660), (1330, 790), (1180, 840), (380, 840), (220, 780), (170, 660), (220, 690)], RED)
    sheet.shape([(320, 740), (1240, 740), (1210, 774), (360, 774)], AMBER)
    for x in range(380, 1200, 74):
        sheet.disc(x, 808, 20, "#D9543F")
        sheet.line([(x + 26, 716), (x - 30, 900)], "#6B4326", 8)
        sheet.disc(x - 34, 912, 16, "#6B4326", 1.6)
    sheet.shape([(1320, 700), (1300, 600), (1360, 540), (1470, 560), (1500, 610), (1430, 630), (1500, 660), (1410, 690), (1380, 740)], JADE)
    sheet.disc(1400, 590, 15, PAPER)
    sheet.disc(1404, 592, 7, INK)
    sheet.line([(1360, 546), (1310, 470), (1340, 420)], AMBER, 12)
    sheet.line([(1400, 548), (1380, 470), (1420, 430)], AMBER, 12)
    sheet.line([(180, 670), (120, 600), (150, 540)], JADE, 18)
    sheet.box(700, 640, 110, 80, AMBER)
    sheet.disc(755, 640, 55, PAPER, 0.32)
    return sheet.finished()


def street():
    """A shopping street with a blue stool before each shop."""
    sheet = Sheet("#EFE7DA")
    sheet.box(0, 0, WIDTH, 300, SKY)
    for index, (x, colour) in enumerate([(0, "#D9B79A"), (400, "#C7CDB5"), (800, "#E0C79C"), (1200, "#C9B7B0")]):
        sheet.box(x, 170 + (index % 2) * 40, 400, 640, colour)
        for window in range(2):
            sheet.box(x + 60 + window * 160, 260, 110, 130, "#6F7F86")
            sheet.line([(x + 115 + window * 160, 260), (x + 115 + window * 160, 390)], PAPER, 5)
        sheet.box(x + 30, 430, 340, 70, [RED, INDIGO, JADE, AMBER][index])
        sheet.box(x + 60, 540, 150, 270, "#4C4A45")
        sheet.box(x + 230, 560, 120, 150, "#EADFCB")
        for strip in range(4):
            sheet.shape([(x + 30 + strip * 85, 500), (x + 72 + strip * 85, 500), (x + 60 + strip * 85, 545), (x + 18 + strip * 85, 545)], PAPER)
    sheet.box(0, 810, WIDTH, HEIGHT - 810, STONE)
    for x in range(-200, WIDTH + 200, 160):
        sheet.line([(x, HEIGHT), (x + 130, 812)], "#BFB29D", 4)
    for y in (880, 960):
        sheet.line([(0, y), (WIDTH, y)], "#BFB29D", 4)
    for x in (280, 690, 1090, 1420):
        stool(sheet, x, 900)
    tree(sheet, 60, 880, 300)
    return sheet.finished()


def pavilion():
    """A glass pavilion with books by the river."""
    sheet = Sheet(SKY)
    sheet.shape([(0, 430), (400, 320), (900, 440), (1300, 340), (1600, 400), (1600, 600), (0, 600)], "#A9BFAE")
    sheet.box(0, 560, WIDTH, 200, WATER)
    for y in (600, 650, 700):
        for x in range((y * 3) % 200, WIDTH, 300):
            sheet.line([(x, y), (x + 90, y)], "#93B5BA", 5)
    sheet.box(0, 740, WIDTH, HEIGHT - 740, SAND)
    sheet.box(380, 300, 860, 500, "#EEF5F3")
    sheet.box(340, 256, 940, 50, JADE)
    for x in (380, 665, 950, 1225):
        sheet.box(x, 300, 16, 500, JADE)
    for shelf in range(3):
        y = 400 + shelf * 130
        sheet.box(420, y + 84, 520, 12, "#8A5A35")
        x = 430
        for book in range(19):
            width = 18 + (book * 7 + shelf * 5) % 13
            height = 56 + (book * 11 + shelf * 17) % 26
            sheet.box(x, y + 84 - height, width, height, [RED, INDIGO, AMBER, JADE, "#9A6B4F"][(book + shelf) % 5])
            x += width + 4
            if x > 900:
                break
    sheet.box(1000, 640, 190, 14, "#8A5A35")
    sheet.box(1016, 654, 12, 140, "#6B4326")
    sheet.box(1162, 654, 12, 140, "#6B4326")
    stool(sheet, 1090, 796, "#8A5A35")
    sheet.disc(1060, 628, 18, AMBER, 0.7)
    sheet.line([(0, 850), (520, 820), (1100, 860), (1600, 820)], "#D8C9AE", 40)
    tree(sheet, 210, 900, 330)
    tree(sheet, 1430, 880, 260)
    return sheet.finished()


def table():
    """A long table with tea and chrysanthemums in a hall."""
    sheet = Sheet("#F1E6D4")
    for x in (120, 620, 1120):
        sheet.box(x, 120, 360, 320, "#DCE6E6")
        for bar in range(1, 4):
            sheet.line([(x + bar * 90, 120), (x + bar * 90, 440)], "#8A5A35", 7)
        sheet.line([(x, 280), (x + 360, 280)], "#8A5A35", 7)
        sheet.line([(x, 120), (x + 360, 120), (x + 360, 440), (x, 440), (x, 120)], "#6B4326", 12)
    sheet.box(0, 560, WIDTH, HEIGHT - 560, "#D9C7AB")
    sheet.shape([(240, 640), (1360, 640), (1520, 800), (80, 800)], "#B5413A")
    sheet.shape([(80, 800), (1520, 800), (1500, 900), (100, 900)], "#93302B")
    for x in (150, 1420):
        sheet.box(x, 900, 26, 120, "#6B4326")
    for index, x in enumerate(range(280, 1400, 160)):
        y = 760 if index % 2 else 690
        sheet.disc(x, y, 40, PAPER, 0.42)
        sheet.box(x - 26, y - 44, 52, 40, PAPER)
        sheet.disc(x, y - 44, 26, "#C98A1B", 0.4)
    for x in (470, 800, 1130):
        sheet.shape([(x - 34, 560), (x + 34, 560), (x + 22, 668), (x - 22, 668)], INDIGO)
        for dx, dy in [(-52, -70), (0, -120), (54, -64), (-18, -40), (26, -30)]:
            sheet.line([(x, 566), (x + dx, 560 + dy)], LEAF, 6)
            for petal, radius in [(AMBER, 38), ("#E4B04A", 26), ("#8A5A1B", 9)]:
                sheet.disc(x + dx, 560 + dy, radius, petal)
    return sheet.finished()


def reading_room():
    """A reading room with shelves, a window and an empty chair."""
    sheet = Sheet("#EFE7DA")
    sheet.box(0, 820, WIDTH, HEIGHT - 820, "#CBB592")
    sheet.box(90, 150, 700, 670, "#7A5637")
    for shelf in range(4):
        y = 180 + shelf * 160
        sheet.box(115, y, 650, 130, "#EADFCB")
        x = 124
        book = 0
        while x < 735:
            width = 20 + (book * 7 + shelf * 11) % 15
            height = 80 + (book * 13 + shelf * 7) % 42
            sheet.box(x, y + 130 - height, width, height, [RED, INDIGO, JADE, AMBER, "#9A6B4F", "#6F7F86"][(book * 2 + shelf) % 6])
            x += width + 4
            book += 1
    sheet.box(930, 150, 520, 400, SKY)
    sheet.disc(1330, 250, 46, "#F6C667")
    sheet.shape([(930, 480), (1080, 390), (1240, 470), (1450, 380), (1450, 550), (930, 550)], LEAF)
    sheet.line([(930, 150), (1450, 150), (1450, 550), (930, 550), (930, 150)], PAPER, 18)
    sheet.line([(1190, 150), (1190, 550)], PAPER, 10)
    sheet.box(880, 700, 620, 26, "#8A5A35")
    sheet.box(910, 726, 22, 230, "#6B4326")
    sheet.box(1450, 726, 22, 230, "#6B4326")
    sheet.shape([(1010, 690), (1150, 664), (1160, 700), (1010, 700)], PAPER)
    sheet.shape([(1160, 664), (1300, 690), (1300, 700), (1160, 700)], "#EFE9DF")
    sheet.line([(1390, 700), (1390, 610)], INK, 8)
    sheet.shape([(1340, 612), (1440, 612), (1412, 560), (1368, 560)], JADE)
    sheet.box(1110, 800, 150, 20, RED)
    sheet.line([(1126, 820), (1116, 960)], RED, 12)
    sheet.line([(1244, 820), (1254, 960)], RED, 12)
    return sheet.finished()


def stairwell():
    """A board with a sheet of rules on the wall of a stairwell, four stools before it."""
    sheet = Sheet(SAND)
    sheet.box(0, 760, WIDTH, HEIGHT - 760, STONE)
    # Stairs that go up on the right.
    for step in range(9):
        sheet.box(1120 + step * 54, 760 - step * 62, WIDTH, 62, "#C3B49C" if step % 2 else "#B7A78E")
    sheet.line([(1060, 640), (1560, 66)], JADE, 16)
    for post in range(8):
        sheet.line([(1090 + post * 62, 640 - post * 71), (1090 + post * 62, 760 - post * 62)], JADE, 8)
    # The board, a sheet in four versions: the last is whole, the others are struck through.
    sheet.box(150, 130, 800, 520, "#7A5A3A")
    sheet.box(174, 154, 752, 472, LEAF)
    for sheet_number in range(4):
        left = 210 + sheet_number * 176
        sheet.box(left, 200, 150, 370, PAPER)
        sheet.box(left + 18, 222, 114, 16, RED)
        for row in range(9):
            sheet.box(left + 18, 262 + row * 32, 114 - (row % 3) * 22, 8, MUTED)
        if sheet_number < 3:
            sheet.line([(left + 14, 560), (left + 136, 214)], RED, 7)
        sheet.disc(left + 75, 200, 9, AMBER)
    for number, colour in enumerate([INDIGO, JADE, RED, INDIGO]):
        stool(sheet, 240 + number * 210, 930, colour)
    return sheet.finished()


def save(picture, path):
    """An upright picture without any metadata."""
    picture.save(ROOT / path, quality=55, optimize=True, progressive=True)


def save_as_a_phone(picture, path):
    """A picture on its side, to be turned by a quarter (Exif orientation 6), with a position."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x0110] = "ZHANDIAN SAMPLE CAMERA"
    position = exif.get_ifd(0x8825)
    position[1], position[2] = "N", (25.0, 36.0, 0.0)
    position[3], position[4] = "E", (119.0, 48.0, 0.0)
    # Turned against the clock, so that turning by 90 degrees with it makes it upright.
    on_its_side = picture.transpose(Image.Transpose.ROTATE_90)
    on_its_side.save(ROOT / path, quality=55, optimize=True, progressive=True, exif=exif)


save(village(), "articles/jiangdou-chuncuo-cover.jpg")
save(dragon_boat(), "articles/duanwu-longzhou-cover.jpg")
save(table(), "articles/chongyang-laoren-cover.jpg")
save(street(), "stations/yuping/buxingjie-jie.jpg")
save(reading_room(), "centers/fuqing-yuelanshi.jpg")
save_as_a_phone(pavilion(), "study-posts/longjiang/binjiang-yizhan-jiangbian.jpg")
save(stairwell(), "articles/rongqiaocheng-linli-cover.jpg")
