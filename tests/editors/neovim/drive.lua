-- What an author does in Neovim, and what has to come of it. Ends with exit code 0 if all of it does.

local patience = 20000

local function fail(message)
  io.stderr:write(message .. '\n')
  vim.cmd('cquit 1')
end

local function step(name, passes)
  local ok, why = pcall(function()
    assert(vim.wait(patience, passes, 20), 'it did not come about')
  end)
  if not ok then
    fail(name .. ': ' .. tostring(why) .. '\n' .. vim.inspect(vim.diagnostic.get()))
  end
  io.stdout:write('ok: ' .. name .. '\n')
end

local function lines(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
end

local function found(buffer, rule)
  for _, finding in ipairs(vim.diagnostic.get(buffer)) do
    if finding.code == rule or (finding.user_data and finding.user_data.lsp.code == rule) then
      return finding
    end
  end
end

local function run()
  -- What the README tells authors to write into their settings.
  assert(loadstring(table.concat(vim.fn.readfile(vim.env.SNIPPET), '\n')))()
  vim.cmd('edit content/articles/neck-spasm.md')
  local client
  step('the server starts with the page', function()
    client = vim.tbl_keys(vim.lsp.buf_get_clients(0))[1]
    return client ~= nil
  end)
  local page = vim.api.nvim_get_current_buf()

  local function ask(method, params)
    local answer = vim.lsp.buf_request_sync(page, method, params, patience)
    local own = answer and answer[client]
    assert(own, 'no answer to ' .. method)
    local refused = own.error or own.err
    assert(not refused, vim.inspect(refused))
    return own.result
  end

  step('a clean page has no findings', function()
    return vim.lsp.get_client_by_id(client).initialized and #vim.diagnostic.get(page) == 0
  end)

  -- Type a See line with a mistake in it.
  vim.api.nvim_buf_set_lines(page, -1, -1, false, { '', 'See All About Nek Pain' })
  step('the finding of what was typed is shown', function()
    return found(page, 'link/see-unresolved') ~= nil
  end)
  local finding = found(page, 'link/see-unresolved')
  assert(finding.lnum == 11 and finding.col == 4, vim.inspect(finding))
  assert(finding.severity == vim.diagnostic.severity.ERROR)

  -- Apply the fix.
  vim.api.nvim_win_set_cursor(0, { 12, 6 })
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = {}, only = { 'quickfix' } }
  local fix
  for _, action in ipairs(ask('textDocument/codeAction', params)) do
    if action.title:find('^Replace with') then
      fix = action
    end
  end
  assert(fix and fix.edit, 'there is no fix')
  local encoding = vim.lsp.get_client_by_id(client).offset_encoding
  vim.lsp.util.apply_workspace_edit(fix.edit, encoding)
  assert(lines(page):find('See All About Neck Pain', 1, true), lines(page))
  step('the finding is gone once the fix is applied', function()
    return found(page, 'link/see-unresolved') == nil
  end)

  -- Go from a citation to its source.
  vim.api.nvim_win_set_cursor(0, { 10, 14 })
  local places = ask('textDocument/definition', vim.lsp.util.make_position_params())
  assert(#places == 1 and places[1].uri:find('content/citations/books.yaml$'), vim.inspect(places))
  step('a citation leads to its source', function()
    return places[1].range.start.line == 0
  end)

  -- Sign the page.
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = {} }
  local sign
  for _, action in ipairs(ask('textDocument/codeAction', params)) do
    if action.title == 'Sign this page as Amy Lee' then
      sign = action
    end
  end
  assert(sign, 'nobody can sign')
  -- This version of Neovim makes files, but no folders.
  vim.fn.mkdir('content/reviews', 'p')
  ask('workspace/executeCommand', sign.command)
  step('the page that was signed has a record', function()
    vim.cmd('silent! wall')
    local records = vim.fn.glob('content/reviews/neck-spasm-*-lee.yaml', true, true)
    return #records == 1 and table.concat(vim.fn.readfile(records[1]), '\n'):find('outcome: approved', 1, true) ~= nil
  end)

  -- Rename the page that a link leads to: its file, the link, and a redirect.
  vim.cmd('silent wall')
  vim.api.nvim_win_set_cursor(0, { 8, 10 })
  local rename = vim.lsp.util.make_position_params()
  rename.newName = 'sore-neck'
  vim.lsp.util.apply_workspace_edit(ask('textDocument/rename', rename), encoding)
  assert(lines(page):find('[Pain](sore-neck.md)', 1, true), lines(page))
  step('the page that was renamed has its new name', function()
    return vim.fn.filereadable('content/articles/sore-neck.md') == 1
      and vim.fn.filereadable('content/articles/neck-pain.md') == 0
  end)
  vim.cmd('silent! wall')
  local redirects = table.concat(vim.fn.readfile('content/redirects.yaml'), '\n')
  assert(redirects:find('to: sore-neck', 1, true), redirects)

  vim.lsp.stop_client(client)
  step('the server ends when it is asked to', function()
    return vim.lsp.client_is_stopped(client)
  end)
end

local ok, why = pcall(run)
if not ok then
  fail(tostring(why))
end
vim.cmd('qall!')
