//! Where a repository was cloned from, as an address that a report may name.

use url::Url;

use super::{Git, GitError};

impl Git {
    /// The address of the remote `origin` as a browser opens it; `None` if there is none, or it is a folder.
    ///
    /// # Errors
    /// Git could not say.
    pub fn origin(&self) -> Result<Option<String>, GitError> {
        let remote = self.run.line_if_any(&["config", "--get", "remote.origin.url"])?;
        Ok(remote.and_then(|remote| public_address(&remote)))
    }
}

/// The address of a remote without what only git needs: names and passwords, ports of ssh, `.git`. A report is mailed and
/// uploaded, and a token in an address would go with it.
fn public_address(remote: &str) -> Option<String> {
    // `git@github.com:owner/name` is ssh, written without its scheme.
    let of_scp = |remote: &str| {
        let (host, path) = remote.split_once(':')?;
        let is_host = host.contains('@') && !host.contains('/');
        is_host.then(|| format!("ssh://{host}/{}", path.trim_start_matches('/')))
    };
    let url = match remote.contains("://") {
        true => Url::parse(remote),
        false => Url::parse(&of_scp(remote)?),
    };
    let url = url.ok()?;
    let (scheme, port) = match url.scheme() {
        "ssh" | "git" | "git+ssh" | "ssh+git" => ("https", None),
        "http" => ("http", url.port()),
        "https" => ("https", url.port()),
        _ => return None,
    };
    let host = url.host_str().filter(|host| !host.is_empty())?;
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    let path = url.path().trim_end_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    // What is left has to be an address still.
    Url::parse(&format!("{scheme}://{host}{port}{path}")).ok().map(String::from)
}

#[cfg(test)]
mod tests {
    use super::public_address;

    #[test]
    fn an_address_has_no_secret_and_opens_in_a_browser() {
        for (remote, address) in [
            ("https://github.com/acme/health.git", "https://github.com/acme/health"),
            ("https://lee:s3cret@github.com/acme/health.git", "https://github.com/acme/health"),
            (
                "https://x-access-token@git.example.org:8443/a/b/?key=1#top",
                "https://git.example.org:8443/a/b",
            ),
            ("git@github.com:acme/health.git", "https://github.com/acme/health"),
            ("ssh://git@gitlab.example.org:2222/acme/health", "https://gitlab.example.org/acme/health"),
            ("git://example.org/health", "https://example.org/health"),
            ("http://localhost:3000/acme/health.git", "http://localhost:3000/acme/health"),
            ("https://example.org/a b/<x>", "https://example.org/a%20b/%3Cx%3E"),
        ] {
            assert_eq!(public_address(remote).as_deref(), Some(address), "{remote}");
        }
    }

    #[test]
    fn a_folder_is_no_address() {
        for remote in [
            "/srv/git/health.git",
            "../health",
            "C:\\health",
            "file:///srv/health",
            "health",
            "",
            "://",
            "a/b@c:d",
            "https://",
        ] {
            assert_eq!(public_address(remote), None, "{remote}");
        }
    }
}
