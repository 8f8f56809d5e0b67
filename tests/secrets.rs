//! Passwords in addresses: they are faults wherever an address is written, and neither told nor published.

mod support;

use support::{Site, TODAY, markdown};

#[test]
fn a_password_is_told_nowhere_and_published_nowhere() {
    let secret = "geheim";
    let address = format!("https://admin:{secret}@example.org/");
    let config = |more: &str| format!("name: 测试网络\n{more}\n");
    for (path, text, code) in [
        (
            "site-config.yaml",
            config(&format!("base_url: {address}")),
            "bad-config",
        ),
        (
            "site-config.yaml",
            config(&format!("base_url: //admin:{secret}@example.org/")),
            "bad-config",
        ),
        (
            "site-config.yaml",
            config(&format!("base_url: https://admin:{secret}/w@example.org/")),
            "bad-config",
        ),
        (
            "site-config.yaml",
            config(&format!("repository: {{url: {address}a/b}}")),
            "bad-config",
        ),
        (
            "site-config.yaml",
            config(&format!("repository: {{edit: \"{address}{{path}}\"}}")),
            "bad-config",
        ),
        (
            "site-config.yaml",
            config(&format!("order: {{url: {address}}}")),
            "secret-in-address",
        ),
        (
            "site-config.yaml",
            config(&format!("menu: [{{name: 点单, url: {address}}}]")),
            "secret-in-address",
        ),
        (
            "site-config.yaml",
            config(&format!(
                "map: {{tiles: {{url: \"{address}{{z}}/{{x}}/{{y}}.png\", attribution: 图}}}}"
            )),
            "bad-config",
        ),
        (
            "content/pages/about.md",
            markdown("title: 关于", &format!("[点单]({address}) 和 <{address}>")),
            "secret-in-address",
        ),
        (
            "content/pages/about.md",
            markdown("title: 关于", &format!("![图]({address}a.png)")),
            "external-picture",
        ),
    ] {
        let site = Site::small().with(path, &text);
        for format in ["human", "short", "json", "github", "sarif"] {
            let run = site.run(&["check", "--today", TODAY, "--format", format]);
            let told = format!("{}{}", run.stdout, run.stderr);
            assert_eq!(run.code, 1, "{told}");
            assert!(told.contains(code), "{text}: {told}");
            assert!(!told.contains(secret), "{text}: {told}");
        }
        assert_eq!(site.try_build(&[]).code, 1, "{text}");
    }
    let site = Site::small();
    for wrong in [
        address.as_str(),
        "//admin:geheim@example.org/",
        "https://admin:geheim/w@example.org/",
        "admin:geheim@example.org",
    ] {
        let run = site.run(&["build", "--base-url", wrong]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(!run.stderr.contains(secret), "{}", run.stderr);
    }
}
