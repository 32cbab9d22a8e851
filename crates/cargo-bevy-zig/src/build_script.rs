//! What a game's `build.rs` says to `bevy_zig_build`, as far as it is written out there: the folders of scripts and of
//! components.

use std::path::Path;

use syn::{Expr, ExprCall, ExprMethodCall, File, Lit, Stmt};

/// The folders that `build.rs` names, relative to the package.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct BuildScript {
    /// Folders of scripts: `compile("…")`, `.folder("…")`.
    pub folders: Vec<String>,
    /// `.components("…")`.
    pub components: Vec<String>,
    /// `.sdk("…")`.
    pub sdk: Option<String>,
}

impl BuildScript {
    /// Reads a package's `build.rs`; `None` if there is none that can be read.
    pub fn of(package: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(package.join("build.rs")).ok()?;
        Some(Self::parse(&text))
    }

    fn parse(text: &str) -> Self {
        let mut found = Self::default();
        if let Ok(File { items, .. }) = syn::parse_file(text) {
            for item in items {
                if let syn::Item::Fn(function) = item {
                    function.block.stmts.iter().for_each(|statement| found.statement(statement));
                }
            }
        }
        found
    }

    fn statement(&mut self, statement: &Stmt) {
        match statement {
            Stmt::Expr(expression, _) => self.expression(expression),
            Stmt::Local(local) => local.init.iter().for_each(|init| self.expression(&init.expr)),
            Stmt::Item(_) | Stmt::Macro(_) => {}
        }
    }

    fn expression(&mut self, expression: &Expr) {
        match expression {
            Expr::Call(ExprCall { func, args, .. }) => {
                let is_compile = matches!(&**func, Expr::Path(path)
                    if path.path.segments.last().is_some_and(|last| last.ident == "compile"));
                if is_compile {
                    self.folders.extend(args.first().and_then(literal));
                }
            }
            Expr::MethodCall(ExprMethodCall { receiver, method, args, .. }) => {
                self.expression(receiver);
                let Some(text) = args.first().and_then(literal) else { return };
                match method.to_string().as_str() {
                    "folder" => self.folders.push(text),
                    "components" => self.components.push(text),
                    "sdk" => self.sdk = Some(text),
                    _ => {}
                }
            }
            Expr::Try(inner) => self.expression(&inner.expr),
            _ => {}
        }
    }
}

fn literal(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_out_is_found() {
        let simple = BuildScript::parse("fn main() {\n    bevy_zig_build::compile(\"scripts\");\n}\n");
        assert_eq!(simple.folders, ["scripts"]);
        let all = BuildScript::parse(
            "use bevy_zig_build::Build;\nfn main() {\n    let mut build = Build::new();\n    \
             build.folder(\"a\").folder(\"b\").optimize(x).components(\"src/parts\");\n    build.sdk(\"zig\").try_compile()?;\n}",
        );
        let expected = BuildScript {
            folders: vec!["a".to_owned(), "b".to_owned()],
            components: vec!["src/parts".to_owned()],
            sdk: Some("zig".to_owned()),
        };
        assert_eq!(all, expected);
        assert_eq!(
            BuildScript::parse("fn main() { cc::Build::new().file(\"x.c\").compile(name); }"),
            BuildScript::default()
        );
        assert_eq!(BuildScript::parse("not Rust"), BuildScript::default());
    }
}
