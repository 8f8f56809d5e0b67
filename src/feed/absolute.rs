//! Makes the addresses in a text of ours full, for those who read it outside its page.

/// Appends `html` with every address that is within the site made full. `origin` is the site's scheme and
/// host, `page` the full address of the page the text stands on.
///
/// `html` must be ours: every `<` begins a tag, and attributes stand in double quotes.
pub(super) fn absolute(html: &str, origin: &str, page: &str, out: &mut String) {
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        let end = rest[start..]
            .find('>')
            .map_or(rest.len(), |end| start + end);
        tag(&rest[start..end], origin, page, out);
        rest = &rest[end..];
    }
    out.push_str(rest);
}

fn tag(mut tag: &str, origin: &str, page: &str, out: &mut String) {
    // Between quotes: what follows an opening one is a value, up to the closing one.
    while let Some((before, rest)) = tag.split_once('"') {
        let (value, after) = rest.split_once('"').unwrap_or((rest, ""));
        out.push_str(before);
        out.push('"');
        if before.ends_with(" href=") || before.ends_with(" src=") {
            address(value, origin, page, out);
        } else if before.ends_with(" srcset=") {
            for (index, candidate) in value.split(", ").enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                address(candidate, origin, page, out);
            }
        } else {
            out.push_str(value);
        }
        out.push('"');
        tag = after;
    }
    out.push_str(tag);
}

fn address(written: &str, origin: &str, page: &str, out: &mut String) {
    if written.starts_with('/') && !written.starts_with("//") {
        out.push_str(origin);
    } else if written.starts_with('#') {
        out.push_str(page);
    }
    out.push_str(written);
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn addresses_of_the_site_become_full_and_nothing_else_changes() {
        let html = "<p title=\"/a\">href=&quot;/b&quot; <a href=\"/c/#d\">e</a><a href=\"#f\">g</a>\
                    <a href=\"https://h/\">i</a><img src=\"/j.png\" alt=\"\" srcset=\"/k 1w, /l 2w\"></p>";
        let mut out = String::new();
        absolute(html, "https://o", "https://o/page/", &mut out);
        assert_eq!(
            out,
            "<p title=\"/a\">href=&quot;/b&quot; <a href=\"https://o/c/#d\">e</a>\
             <a href=\"https://o/page/#f\">g</a><a href=\"https://h/\">i</a>\
             <img src=\"https://o/j.png\" alt=\"\" srcset=\"https://o/k 1w, https://o/l 2w\"></p>"
        );
    }
}
