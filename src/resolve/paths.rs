//! Paths between files of a project.

/// The path that `relative` names from the folder of `file`; nothing if it leaves the
/// project.
pub fn join(file: &str, relative: &str) -> Option<String> {
    // A path from the root of the disk, or of a site, is not one of the project.
    if relative.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[track_caller]
    fn check(file: &str, relative: &str, expected: Option<&str>) {
        assert_eq!(join(file, relative).as_deref(), expected);
    }

    #[test]
    fn a_path_is_taken_from_the_file_s_folder() {
        check("content/a/index.md", "b.png", Some("content/a/b.png"));
        check("content/a/index.md", "../about.md", Some("content/about.md"));
        check("content/a/index.md", "./b.png", Some("content/a/b.png"));
    }

    #[test]
    fn a_path_out_of_the_project_is_none() {
        check("content/a.md", "../../x", None);
    }
}
