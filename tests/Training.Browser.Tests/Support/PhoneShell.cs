using Microsoft.Playwright;

namespace Training.Browser.Tests.Support;

/// <summary>Somebody with the phone's shell open; counts what they touch and type.</summary>
internal sealed class PhoneShell(Person person)
{
    // Everything a thief with the files of the browser could read: names, keys and values of every store and cache of the site.
    internal const string Everything = """
        async () => {
          const text = value => value instanceof ArrayBuffer ? new TextDecoder('latin1').decode(value)
            : ArrayBuffer.isView(value) ? new TextDecoder('latin1').decode(value)
            : value instanceof CryptoKey ? `key ${value.extractable}`
            : Array.isArray(value) ? value.map(text).join(' ')
            : value && typeof value === 'object' ? Object.entries(value).map(([k, v]) => `${k}=${text(v)}`).join(' ') : String(value);
          const wait = request => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
          const all = [];
          for (const { name } of await indexedDB.databases()) {
            const db = await wait(indexedDB.open(name));
            for (const store of db.objectStoreNames) {
              const rows = db.transaction(store).objectStore(store);
              const [keys, values] = await Promise.all([wait(rows.getAllKeys()), wait(rows.getAll())]);
              all.push(...keys.map(key => `${store}: ${text(key)}`), ...values.map(text));
            }
            db.close();
          }
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
              all.push(`${name}: ${request.url}`, await (await cache.match(request)).text());
            }
          }
          return all.join('\n');
        }
        """;

    public IPage Page => person.Page;

    /// <summary>Touches and typed fields so far.</summary>
    public int Interactions { get; private set; }

    public ILocator Find(string selector) => Page.Locator(selector);

    /// <summary>Waits until the shell works without network: kept by its worker, with the choices of the person.</summary>
    public async Task<PhoneShell> IsReadyAsync()
    {
        await Assertions.Expect(Find("a[href='#/case']")).ToBeVisibleAsync();
        await Page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        await Page.WaitForFunctionAsync("async () => (await caches.keys()).length === 1 && !!(await caches.match('/phone'))");
        return this;
    }

    /// <summary>Signs in and opens the shell again. What was asked without network has failed, so the pages on the way are not examined.</summary>
    public async Task SignInAsync(string account)
    {
        await Page.GotoAsync("/account/login");
        await Find("[name='Input.Email']").FillAsync($"{account}@demo.local");
        await Find("[name='Input.Password']").FillAsync(Person.DemoPassword);
        await Find("main form button[type=submit]").First.TapAsync();
        await Page.WaitForURLAsync(address => new Uri(address).AbsolutePath == "/");
        await Page.GotoAsync("/phone");
    }

    public Task OfflineAsync(bool offline) => Page.Context.SetOfflineAsync(offline);

    public async Task TapAsync(string selector)
    {
        Interactions++;
        await Find(selector).First.TapAsync();
    }

    public Task ChooseAsync(string field, string value) => TapAsync($"label:has(input[name='Input.{field}'][value='{value}'])");

    public async Task FillAsync(string field, string value)
    {
        Interactions++;
        await Find($"[name='Input.{field}']").FillAsync(value);
    }

    public Task<string> KeptAsync() => Page.EvaluateAsync<string>(Everything);

    public Task SeesAsync(string selector, int count = 1) => Assertions.Expect(Find(selector)).ToHaveCountAsync(count);

    public Task ReadsAsync(string words) => Assertions.Expect(Find("main")).ToContainTextAsync(words);

    /// <summary>The looks of the screen as they are now.</summary>
    public async Task ExamineAsync()
    {
        IReadOnlyList<string> troubles = [.. await Examination.LookAsync(Page, person.Language), .. await Examination.RunAxeAsync(Page)];
        Assert.True(troubles.Count == 0, $"{Page.Url}:\n{string.Join('\n', troubles)}");
    }
}
