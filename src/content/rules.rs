//! The rules about files and their names, found while content is read.

use crate::fault::{Rule, Severity};
use crate::text::StaticText;

/// A file that is too large.
pub static FILE_TOO_LARGE: Rule = Rule {
    code: "file-too-large",
    severity: Severity::Error,
    what: StaticText {
        chinese: "内容文件太大。",
        english: "A content file is too large.",
    },
    why: StaticText {
        chinese: "文字稿用不到这么大；多半是误把别的文件改名放进来了。",
        english: "No text needs that much; it is most likely another kind of file under a wrong name.",
    },
    wrong: "stations/yuping/a.md (12 MB)",
    right: "stations/yuping/a.md (4 KB)",
};

/// A Markdown file without front matter.
pub static NO_FRONT_MATTER: Rule = Rule {
    code: "no-front-matter",
    severity: Severity::Error,
    what: StaticText {
        chinese: "Markdown 文件开头没有用两行 `---` 围起来的信息。",
        english: "A Markdown file does not open with front matter between two `---` lines.",
    },
    why: StaticText {
        chinese: "名称、地址、时间都写在那里；没有它，程序不知道这是什么。",
        english: "Name, address and times stand there; without it nobody knows what the file is.",
    },
    wrong: "步行街社区实践站\n\n欢迎来坐坐。",
    right: "---\nname: 步行街社区实践站\n---\n\n欢迎来坐坐。",
};

/// An id that cannot be a URL.
pub static BAD_ID: Rule = Rule {
    code: "bad-id",
    severity: Severity::Error,
    what: StaticText {
        chinese: "编号（来自文件名和文件夹名，或 `id:`）不合规定。",
        english: "An id (from the file's path, or `id:`) is not acceptable.",
    },
    why: StaticText {
        chinese: "编号就是网址，只能用小写英文字母、数字和连字符“-”，这样在微信里转发也不会变样。",
        english: "The id is the address of the page: lower-case letters, digits and `-` survive every messenger.",
    },
    wrong: "content/stations/yuping/步行街.md",
    right: "content/stations/yuping/buxingjie.md",
};

/// A file in a folder that holds no kind of content.
pub static UNKNOWN_FOLDER: Rule = Rule {
    code: "unknown-folder",
    severity: Severity::Error,
    what: StaticText {
        chinese: "文件放在了不认识的文件夹里。",
        english: "A file lies in a folder that holds no kind of content.",
    },
    why: StaticText {
        chinese: "文件夹决定内容的种类；放错了，内容不会出现在网站上。",
        english: "The folder says what kind of thing it is; elsewhere it would never appear.",
    },
    wrong: "content/station/yuping/a.md",
    right: "content/stations/yuping/a.md",
};

/// A site without anything in it.
pub static NO_CONTENT: Rule = Rule {
    code: "no-content",
    severity: Severity::Error,
    what: StaticText {
        chinese: "`content/` 不是文件夹，或里面没有一条可以发布的内容。",
        english: "`content/` is no folder, or there is nothing in it to be published.",
    },
    why: StaticText {
        chinese: "这样生成出来是一个空架子，会盖掉好好的网站；多半是文件没有取全。",
        english: "An empty shell would replace the good site; most likely the files were not fetched.",
    },
    wrong: "content -> ../neirong   # Windows 上成了一个文本文件",
    right: "content/stations/yuping/buxingjie.md",
};

/// A file or folder that is there and cannot be read.
pub static UNREADABLE_FILE: Rule = Rule {
    code: "unreadable-file",
    severity: Severity::Error,
    what: StaticText {
        chinese: "内容里有读不了的文件或文件夹：没有权限、不见了，或是管道、设备。",
        english: "A file or folder in the content that cannot be read: no permission, gone, a pipe or a device.",
    },
    why: StaticText {
        chinese: "读不了的内容和图片，网站上就没有，也没有人会发现。",
        english: "What cannot be read would be missing from the site, and nobody would notice.",
    },
    wrong: "content/stations/yuping/a.md   # 权限 000",
    right: "content/stations/yuping/a.md   # 权限 644",
};

/// A link of the file system that is not followed.
pub static UNFOLLOWED_LINK: Rule = Rule {
    code: "unfollowed-link",
    severity: Severity::Error,
    what: StaticText {
        chinese: "内容里的链接（符号链接）通到网站的文件夹外面、通到没有的地方，或绕圈子。",
        english: "A symbolic link in the content that leads out of the site's root, to nothing, or around.",
    },
    why: StaticText {
        chinese: "换一台电脑，链接通到的东西就不在了；通到外面的，还可能把不该公开的文件放上网。",
        english: "On another machine it leads elsewhere, and what lies outside may not be meant for the public.",
    },
    wrong: "content/stations/yuping -> /home/xiaowang/yuping",
    right: "content/stations/yuping -> ../../shared/yuping   # 在网站的文件夹里",
};

/// A name of a file that cannot be read, or cannot stand beside another.
pub static BAD_FILE_NAME: Rule = Rule {
    code: "bad-file-name",
    severity: Severity::Error,
    what: StaticText {
        chinese: "文件或文件夹的名字不是 UTF-8、有控制字符，或和另一个要发布的文件只差大小写。",
        english: "A name that is not UTF-8, holds control characters, or differs from that of another published file in letter case alone.",
    },
    why: StaticText {
        chinese: "名字是乱码的文件没法读，也没法从网页上点到；只差大小写的，在 Windows 和 macOS 上只能留下一个。",
        english: "Nobody can name such a file in a text or an address; of two that differ in letter case, Windows and macOS keep one.",
    },
    wrong: "content/activities/\\xD2\\xE5\\xD5\\xEF.md",
    right: "content/activities/yizhen.md",
};

/// Too many, or too large, files for the root of the site.
pub static ROOT_FILE_LIMIT: Rule = Rule {
    code: "root-file-limit",
    severity: Severity::Error,
    what: StaticText {
        chinese: "`content/root/` 里的文件太多或太大。",
        english: "There are too many, or too large, files in `content/root/`.",
    },
    why: StaticText {
        chinese: "这里放 CNAME、验证文件和图标，用不到这么多；多半是放错了地方。",
        english: "It is for CNAME, proofs and icons, which are few and small; most likely something lies there by mistake.",
    },
    wrong: "content/root/xuanchuan.mp4 (300 MB)",
    right: "content/articles/xuanchuan.mp4   # 在正文里链接它",
};
