using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Training.Browser.Tests.Support;

namespace Training.Browser.Tests.Journeys;

/// <summary>A mentor's phone signs the case: with a real browser and its virtual authenticator, and verified without the site.</summary>
public sealed class PasskeyTests
{
    [BrowserTheory, OnSqlite, OnPostgreSql]
    public Task A_mentor_adds_a_passkey_signs_with_it_and_anybody_can_verify_the_signature(Database database)
        => Walk.RunAsync(database, database == Database.Sqlite ? "vi" : "en", async walk =>
        {
            var mentor = await walk.SignedInAsync("huongdan", database == Database.Sqlite ? Screen.Phone : Screen.Desktop, named: true);
            await GivePhoneAsync(mentor);
            await mentor.VisitAsync("/account/passkeys");
            await mentor.FillAsync("Input.Name", "phone");
            await mentor.FillAsync("Input.Password", Person.DemoPassword);
            await mentor.PressAsync("#passkey-form button[type=submit]");
            await mentor.SeesAsync(mentor.Reads("Identity", "Passkeys.Added", "phone"));

            await mentor.VisitAsync("/sign");
            await mentor.PressAsync(mentor.Find("main .list a").First);
            if (await mentor.Find("input[name='Input.Entrustment'][value='4']").CountAsync() > 0)
            {
                await mentor.ChooseAsync("Input.Entrustment", "4");
                await mentor.ChooseAsync("Input.Performance", "4");
                await mentor.ChooseAsync("Input.Difficulty", "2");
            }

            await mentor.FillAsync("Input.Comment", "Chắc tay.");
            var review = mentor.Path;
            await mentor.PressAsync("button[form='sign-form'][formaction*='Sign']");
            Assert.Equal("/sign", mentor.Path);

            // The record is taken out of the site, and the site is not asked again.
            await mentor.VisitAsync(review);
            await mentor.PressAsync("main a[href^='/logbook/']");
            await mentor.SeesAsync(mentor.Reads("Logbook", "Method.passkey"));
            var address = (await mentor.Find("a[href$='signature.json']").First.GetAttributeAsync("href"))!;
            var record = await (await mentor.Page.Context.APIRequest.GetAsync(address)).BodyAsync();
            var (code, says) = await NodeAsync([Verifier, await StoreAsync(record)]);
            Assert.True(code == 0, says);
            Assert.Contains("Trần Quốc Khánh", says, StringComparison.Ordinal);
            var flips = await NodeAsync(["--input-type=module", "--eval", FlipEveryBit, await StoreAsync(record)]);
            Assert.Equal((0, $"{record.Length * 8} flipped, 0 still valid"), (flips.Code, flips.Says.Trim()));

            // The next day the passkey lets them in, and nothing else is asked.
            await mentor.Page.Context.ClearCookiesAsync(new() { NameRegex = new Regex("session") });
            await mentor.VisitAsync("/account/login");
            await mentor.PressAsync("[data-passkey=start]");
            Assert.Equal("/", mentor.Path);
            await mentor.VisitAsync("/account/passkeys");
            await mentor.SeesAsync("phone");
        });

    private const string FlipEveryBit =
        """
        import { readFileSync } from 'node:fs';
        import { pathToFileURL } from 'node:url';
        const { check } = await import(pathToFileURL(process.env.VERIFIER).href);
        const record = readFileSync(process.argv[1]);
        if (check(record).code !== 0) throw new Error('the record is not valid as it is');
        let flipped = 0, valid = 0;
        for (let i = 0; i < record.length; i++) {
          for (let bit = 0; bit < 8; bit++) {
            const changed = Buffer.from(record);
            changed[i] ^= 1 << bit;
            flipped++;
            try { if (check(changed).code === 0) { valid++; console.error(`byte ${i}, bit ${bit}`); } } catch { }
          }
        }
        console.log(`${flipped} flipped, ${valid} still valid`);
        """;

    private static string Verifier => Path.Combine(Repository.Folder, "tests", "verify-signature.mjs");

    private static async Task<string> StoreAsync(byte[] record)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():n}.json");
        await File.WriteAllBytesAsync(path, record);
        return path;
    }

    // Playwright brings a Node.js of its own.
    private static async Task<(int Code, string Says)> NodeAsync(string[] arguments)
    {
        var machine = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, ".playwright", "node", machine, "node"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["VERIFIER"] = Verifier;
        using var process = Process.Start(start)!;
        var says = await process.StandardOutput.ReadToEndAsync();
        var complains = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(arguments[^1]);
        return (process.ExitCode, process.ExitCode == 0 && complains.Length == 0 ? says : says + complains);
    }

    internal static async Task GivePhoneAsync(Person person)
    {
        var devtools = await person.Page.Context.NewCDPSessionAsync(person.Page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
