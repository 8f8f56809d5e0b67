//! Markup in texts that has no effect because of a slip.

use crate::fault::{Fault, Origin, Rule, Severity};
use crate::markdown::{Slip, SlipKind};
use crate::text;
use crate::text::StaticText;

/// Markup without effect.
pub(crate) static BAD_MARKDOWN: Rule = Rule {
    code: "bad-markdown",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "正文里的标记写法不对，没有起作用。",
        english: "Markup in a text that has no effect because of a slip.",
    },
    why: StaticText {
        chinese: "居民看到的是一串符号：链接点不开，标题不是标题，几行挤成一行，表格里的字丢了。",
        english: "Readers see plain signs: a link that is none, a heading that is none, lines run together, cells that are lost.",
    },
    wrong: "##做法\n请看[工作职能]（/pages/duties.md）。",
    right: "## 做法\n\n请看[工作职能](/pages/duties.md)。",
};

/// The fault that a slip is.
pub(super) fn fault(slip: &Slip, origin: &Origin) -> Fault {
    let (message, help) = match slip.kind {
        SlipKind::Link => (
            text!(
                "这里像是链接或图片，但写法不对，会原样显示",
                "this looks like a link or picture, but is none"
            ),
            text!(
                "写成 [文字](网址)，图片写成 ![图里有什么](图片.jpg)：括号和感叹号都用半角，中间没有空格",
                "write [text](address), or ![what it shows](picture.jpg), with half-width signs and no blank between them"
            ),
        ),
        SlipKind::BlankInAddress => (
            text!(
                "网址里有空格，链接不起作用",
                "a blank in an address: this is no link"
            ),
            text!("删掉空格，或写成 %20", "remove the blank, or write %20"),
        ),
        SlipKind::BlankInFileName => (
            text!(
                "文件名里有空格，这里会原样显示成一串字",
                "a blank in the name of a file: this is shown as plain signs"
            ),
            text!(
                "给文件改一个没有空格的名字，或用尖括号括起来，如 <my photo.jpg>",
                "rename the file, or put its name in angle brackets, such as <my photo.jpg>"
            ),
        ),
        SlipKind::PictureMark => (
            text!(
                "图片前面的感叹号是全角的，图片显示不出来，只成了一个链接",
                "a full-width exclamation mark: this is a link and no picture"
            ),
            text!(
                "改成半角的 `!`，写成 ![图里有什么](图片.jpg)",
                "write a half-width `!`: ![what it shows](picture.jpg)"
            ),
        ),
        SlipKind::BareAddress => (
            text!("网址没有做成链接，点不开", "an address that is no link"),
            text!(
                "写成 [文字](https://…)，或用尖括号括起来：<https://…>",
                "write [text](https://…), or put it in angle brackets: <https://…>"
            ),
        ),
        SlipKind::Heading => (
            text!(
                "# 后面没有半角空格，这一行不是标题",
                "no blank after `#`: this line is no heading"
            ),
            text!(
                "写成 `## 标题`：半角的 #，后面一个半角空格",
                "write `## heading`, with a blank after the signs"
            ),
        ),
        SlipKind::Bold => (
            text!(
                "`**` 没有成对，或里边多了空格，不会加粗",
                "`**` without a partner, or with blanks inside"
            ),
            text!(
                "写成 `**文字**`，星号紧挨着文字；真要星号就写 `\\*\\*`",
                "write `**text**` without blanks inside, or `\\*\\*` for asterisks"
            ),
        ),
        SlipKind::ExcessCell => (
            text!(
                "这一行的格子比表头多，多出来的不会显示",
                "more cells than the heading has columns: these are left out"
            ),
            text!(
                "给表头加一栏，或删掉多余的 `|`；文字里的竖线写成 `\\|`",
                "add a column, or remove the `|` too many; write a bar in a text as `\\|`"
            ),
        ),
        SlipKind::Table => (
            text!("这几行不是表格，会原样显示", "these lines are no table"),
            text!(
                "竖线用半角 `|`，表头下面要有一行 `| --- | --- |`，栏数和表头一样，表格前面空一行",
                "use half-width bars, and a line `| --- | --- |` below the heading, with as many columns"
            ),
        ),
        SlipKind::List => (
            text!(
                "这几行不是列表，会连成一行",
                "these lines are no list and run together"
            ),
            text!(
                "写成 `- 内容` 或 `1. 内容`：符号后面加一个空格；或者每条之间空一行",
                "write `- text` or `1. text` with a blank after the sign, or leave an empty line between them"
            ),
        ),
        SlipKind::IndentedText => (
            text!(
                "开头有四个空格（或制表符），这一段会变成代码的样子",
                "four blanks or a tab at the start make code of this paragraph"
            ),
            text!("段落开头不要空格", "begin the paragraph without blanks"),
        ),
        SlipKind::Underline => (
            text!(
                "这行横线紧跟在文字下面，把上面的文字变成了标题",
                "this line makes a heading of the text above"
            ),
            text!(
                "要分隔线，就在横线前面空一行；不要就删掉",
                "leave an empty line before it, or remove it"
            ),
        ),
        SlipKind::Footnote => (
            text!("没有这条脚注，会原样显示", "there is no such footnote"),
            text!(
                "在文末加一行 `[^编号]: 注释内容`，编号要一样",
                "add a line `[^label]: text` with the same label"
            ),
        ),
        SlipKind::OpenCode => (
            text!(
                "代码块没有结束，后面的文字都成了代码",
                "code that never ends"
            ),
            text!(
                "在代码后面另起一行写 ```",
                "write ``` on a line of its own after it"
            ),
        ),
    };
    Fault::new(&BAD_MARKDOWN, origin.body(slip.source.clone()), message).help(help)
}
