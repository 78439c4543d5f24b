;;; drive.el --- Emacs as an author uses it: open, type, fix, go to a source, rename a page  -*- lexical-binding: t -*-

;; Run by tests/editors/emacs/run, in a folder with a small repository.

;;; Code:

(setq debug-on-error nil
      make-backup-files nil
      create-lockfiles nil
      ;; Nobody is there to answer.
      eglot-confirm-server-initiated-edits nil
      ;; What waits for an idle user would never happen here.
      eglot-send-changes-idle-time 0
      eglot-autoshutdown t
      flymake-no-changes-timeout nil)
(package-initialize)
(require 'eglot)
(require 'flymake)
(require 'markdown-mode)
(require 'xref)

(defconst patience 30 "The seconds after which a step has failed.")

(defun fail (format &rest arguments)
  "Say what is wrong by FORMAT with ARGUMENTS, and end."
  (princ (concat "failed: " (apply #'format format arguments) "\n") #'external-debugging-output)
  (kill-emacs 1))

(defun step (name is-done)
  "Wait until IS-DONE returns non-nil, and report the step NAME."
  (let ((end (+ (float-time) patience)) done)
    (while (not (or (setq done (funcall is-done)) (> (float-time) end)))
      (accept-process-output nil 0.05))
    (if done (princ (format "ok: %s\n" name)) (fail "%s\n%s" name (buffer-string)))))

(defun found (rule)
  "The finding of RULE in this buffer."
  (flymake-start)
  (seq-find (lambda (finding) (string-match-p (regexp-quote rule) (flymake-diagnostic-text finding)))
            (flymake-diagnostics)))

(defun ask (method &rest parameters)
  "The server's answer to METHOD with PARAMETERS, once it has all that was typed."
  (eglot--signal-textDocument/didChange)
  (jsonrpc-request (eglot-current-server) method parameters))

(defun at (text)
  "Go to the beginning of TEXT."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun run ()
  "All steps."
  ;; What the README tells authors to write into their settings.
  (load (getenv "SNIPPET") nil t)
  (find-file "content/articles/neck-spasm.md")
  ;; The hook of the settings starts the server after a command, and there are no commands in batch mode.
  (run-hooks 'post-command-hook)
  (step "the server starts with the page" #'eglot-current-server)
  (step "a clean page has no findings" (lambda () (flymake-start) (null (flymake-diagnostics))))

  ;; Type a See line with a mistake in it.
  (goto-char (point-max))
  (insert "\nSee All About Nek Pain\n")
  (eglot--signal-textDocument/didChange)
  (step "the finding of what was typed is shown" (lambda () (found "link/see-unresolved")))
  (let ((finding (found "link/see-unresolved")))
    (goto-char (flymake-diagnostic-beg finding))
    (unless (looking-at "All About Nek Pain") (fail "the finding is at %S" (point))))

  ;; Apply the fix.
  (let* ((actions (eglot-code-actions (line-beginning-position) (line-end-position)))
         (fix (seq-find (lambda (action) (string-prefix-p "Replace with" (plist-get action :title))) actions)))
    (unless fix (fail "there is no fix: %S" actions))
    (eglot--apply-workspace-edit (plist-get fix :edit)))
  (at "See All About Neck Pain")
  (eglot--signal-textDocument/didChange)
  (step "the finding is gone once the fix is applied" (lambda () (not (found "link/see-unresolved"))))

  ;; Go from a citation to its source.
  (save-buffer)
  (at "lee-2020")
  (let ((page (current-buffer)))
    (xref-find-definitions (xref-backend-identifier-at-point 'eglot))
    (step "a citation leads to its source"
          (lambda () (string-suffix-p "content/citations/books.yaml" (buffer-file-name))))
    (switch-to-buffer page))

  ;; Rename the key of the source, here and in the registry.
  (at "lee-2020")
  (eglot-rename "lee-2021")
  (at "[@lee-2021]")
  (with-current-buffer (find-file-noselect "../citations/books.yaml")
    (step "the key that was renamed is another one in the registry, too"
          (lambda () (string-match-p "id: lee-2021," (buffer-string)))))

  (let ((server (eglot-current-server)))
    (eglot-shutdown server)
    (step "the server ends when it is asked to" (lambda () (not (jsonrpc-running-p server))))))

(condition-case why
    (run)
  (error (fail "%S" why)))
(kill-emacs 0)
;;; drive.el ends here
