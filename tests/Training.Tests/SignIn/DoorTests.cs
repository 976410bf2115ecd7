using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Identity.Contracts;
using Training.Identity.Reauthentication;
using Training.Logbook.Redaction;
using Training.Modules;
using Training.Tests.Acceptance;
using Training.Tests.Certification;
using Training.Tests.Identity;
using Training.Tests.Logbook;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;

namespace Training.Tests.SignIn;

/// <summary>Whatever takes something that could be guessed says so, by its door; and the doors of signing lock after six.</summary>
public sealed class DoorTests
{
    private static readonly string[] SecretNames = ["Code", "Credential", "Token", "Assertion"];

    // It looks at nothing: it leads to /verify/{token}, whose door counts.
    private const string OnlyLeadsOn = "Training.Certification.Verification.IndexModel";

    // Address of a page that asks for a proof → account, and what a wrong one looks like. The count is the account's, so each has its own.
    private static readonly Dictionary<string, (string Account, Func<Site, Visitor, string, Task<Answer>> Try)> Proofs = new()
    {
        ["account/passkeys"] = ("bsnoi", (_, visitor, wrong) => visitor.AddAsync(new SoftwarePasskey(), password: wrong)),
        ["account/passkeys/{id}"] = ("khth", (_, visitor, wrong) => RemovePasskeyAsync(visitor, wrong)),
        ["account/tokens"] = ("giamdoc", async (_, visitor, wrong) => await visitor.SubmitAsync(
            await visitor.GetAsync("/account/tokens"), new() { ["Input.Name"] = "x", ["Input.Permissions"] = "Identity.ReadProfile", ["Input.Password"] = wrong })),
        ["admin/accounts/{id:guid}/factors"] = ("quantri", async (site, visitor, wrong) => await visitor.SubmitAsync(
            await visitor.GetAsync($"/admin/accounts/{await site.UserIdAsync("khth")}/factors"), new() { ["Input.Passkeys"] = "true", ["Input.Reason"] = "x", ["Input.Password"] = wrong })),
        ["api/v1/signoffs"] = (Given.SecondMentor + "@test.local", (site, _, wrong) => SignByProgramAsync(site, wrong)),
        ["sign/{id:guid}"] = ("huongdan", async (site, visitor, wrong) => await visitor.SubmitAsync(
            await visitor.GetAsync($"/sign/{await SignTestData.WaitingOfAsync(site, Given.Trainee)}"), Journey.Decision(password: wrong), Journey.SignButton)),
    };

    // Doors that open only when a process asks for a signature, or to somebody with a passkey: what has to happen first, and what a proof looks like then.
    private static readonly Dictionary<string, Func<Database, Task<(Site Site, Func<string, Task<Answer>> Try)>>> ProcessProofs = new()
    {
        ["logbook/{id:guid}/approve/{taskId:guid}"] = async database =>
        {
            var site = await Site.StartAsync(database);
            await site.PublishAsync(CaseProcessTests.WithSecondApprover());
            var (entry, version) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"));
            Assert.True((await (await site.SignedInAsync("huongdan")).SignAsync(version)).IsRedirect);
            var (office, address) = (await site.SignedInAsync("giaovu"), await CaseProcessTests.ApproveAddressAsync(site, entry));
            return (site, async wrong => await office.SubmitAsync(await office.GetAsync(address), Journey.Decision(null, null, wrong), Requests.ApproveButton));
        },
        ["redactions/{id:guid}"] = async database =>
        {
            var site = await Site.StartAsync(database);
            var trainee = await site.SignedInAsync("hocvien");
            Assert.True((await trainee.SubmitAsync(await trainee.GetAsync("/logbook/new"), Journey.Case(await site.ChoiceAsync(), note: "tên người nhà"))).IsRedirect);
            Assert.True((await trainee.AskAsync((await site.NewestAsync()).EntryId, ["tên người nhà"])).IsRedirect);
            var (office, id) = (await site.SignedInAsync("giaovu"), await site.DataAsync(db => db.Set<RedactionRequest>().Select(r => r.Id).SingleAsync()));
            return (site, async wrong => await office.SubmitAsync(await office.GetAsync($"/redactions/{id}"), new() { ["Input.Password"] = wrong }, RemovedBytes.ConfirmButton));
        },
        ["sign/batch"] = async database =>
        {
            var site = await Site.StartAsync(database);
            var (_, version) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"));
            var mentor = await site.SignedInAsync("huongdan");
            Assert.True((await mentor.SubmitAsync(await mentor.GetAsync($"/sign/{version}"), Journey.Decision(), "button[formaction*=Later]")).IsRedirect);
            return (site, async wrong => await mentor.SubmitAsync(await mentor.GetAsync("/sign/batch"), new() { ["Input.Password"] = wrong }, Journey.SignButton));
        },
        ["sign/room/tickets"] = async database =>
        {
            var site = await Site.StartAsync(database);
            var mentor = await site.SignedInAsync("huongdan");
            Assert.True((await mentor.AddAsync(new SoftwarePasskey())).IsRedirect);
            return (site, async wrong => await mentor.SubmitAsync(await mentor.GetAsync("/sign/room/tickets"), new() { ["Input.Password"] = wrong }));
        },
        ["certificates/requests/{participantId:guid}"] = async database =>
        {
            var site = await Site.StartAsync(database);
            await site.MeetTargetsAsync();
            var address = await site.RequestAddressAsync();
            Requests.Accepted(await (await site.SignedInAsync("giaovu")).StepAsync(address, Requests.ApproveButton));
            var director = await site.SignedInAsync("giamdoc");
            return (site, wrong => director.StepAsync(address, Requests.SignButton, password: wrong));
        },
        ["acceptance/{id:guid}/sign"] = async database =>
        {
            var walk = await Walk.VotingAsync(database);
            await walk.AllVoteAsync();
            await walk.WriteMinutesAsync();
            var director = await walk.Site.SignedInAsync("giamdoc");
            return (walk.Site, async wrong => await director.SubmitAsync(await director.GetAsync(walk.Task("sign")), Walk.Proof(password: wrong), Journey.SignButton));
        },
    };

    [Theory, OnSqlite]
    public async Task EveryEndpointThatTakesASecret_NamesItsDoor(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        var endpoints = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        var pages = endpoints.Select(e => e.Metadata.GetMetadata<CompiledPageActionDescriptor>()?.HandlerTypeInfo.AsType()).OfType<Type>()
            .Concat(AppDomain.CurrentDomain.GetAssemblies().Where(a => a.GetName().Name is { } name && name.StartsWith("Training.", StringComparison.Ordinal) && !name.Contains("Tests", StringComparison.Ordinal))
                .SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(PageModel)) && !t.IsAbstract)).Distinct().ToList();

        Assert.True(pages.Count > 50, $"{pages.Count} pages");
        Assert.Equal([OnlyLeadsOn], pages.Where(page => TakesSecret(page) && !page.IsDefined(typeof(DoorAttribute))).Select(page => page.FullName));
        var routes = endpoints.Where(e => TakesSecret(e) && e.Metadata.GetMetadata<DoorAttribute>() is null).Select(e => e.RoutePattern.RawText);
        Assert.Empty(routes);
    }

    [Fact]
    public void Discovery_FindsAPageWithoutItsDoor()
    {
        Assert.True(TakesSecret(typeof(AsksForPassword)));
        Assert.True(TakesSecret(typeof(AsksForProof)));
        Assert.True(TakesSecret(typeof(AsksForCode)));
        Assert.False(TakesSecret(typeof(AsksForName)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryDoorOfSigning_LocksAfterSixWrongProofs(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var doors = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<DoorAttribute>() is { Name: Doors.Signing }).Select(e => e.RoutePattern.RawText!.Trim('/')).Distinct();
        Assert.Equal(Proofs.Keys.Concat(ProcessProofs.Keys).Order(StringComparer.Ordinal), doors.Order(StringComparer.Ordinal));
        Assert.True((await (await site.SignedInAsync("khth")).AddAsync(new SoftwarePasskey())).IsRedirect);
        await site.AccountAsync(Given.SecondMentor, Roles.Mentor, "viet-duc");
        await site.WithoutGuidesAsync();
        foreach (var (door, (account, tryAsync)) in Proofs)
        {
            var visitor = await site.SignedInAsync(account);
            for (var i = 1; i <= SigningAttempts.Most; i++)
            {
                var refused = await tryAsync(site, visitor, $"wrong password {i}");
                Assert.True((int)refused.Status == 401, $"{door} {i}: {refused.Status}");
                Assert.Equal(i == SigningAttempts.Most, Locked(refused));
            }

            var right = await tryAsync(site, visitor, SignIns.Password);
            Assert.True((int)right.Status == 401 && Locked(right), $"{door}: {right.Status}");
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryDoorOfAProcess_LocksAfterSixWrongProofs(Database database)
    {
        foreach (var (door, prepareAsync) in ProcessProofs)
        {
            var (site, tryAsync) = await prepareAsync(database);
            await using var _ = site;
            for (var i = 1; i <= SigningAttempts.Most; i++)
            {
                var refused = await tryAsync($"wrong password {i}");
                Assert.True((int)refused.Status == 401, $"{door} {i}: {refused.Status}");
                Assert.Equal(i == SigningAttempts.Most, Locked(refused));
            }

            var right = await tryAsync(SignIns.Password);
            Assert.True((int)right.Status == 401 && Locked(right), $"{door}: {right.Status}");
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Api_Refusals_CarryTheRequestsNumber(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var node = site.Node();
        var owner = await site.SignedInAsync("hocvien");
        var made = await owner.SubmitAsync(
            await owner.GetAsync("/account/tokens"), new() { ["Input.Name"] = "x", ["Input.Permissions"] = "Identity.ReadProfile", ["Input.Password"] = SignIns.Password });
        var token = (await owner.GetAsync(made.Location!)).Page.QuerySelector("#new-token")!.TextContent;
        var numbers = new HashSet<string>();
        async Task RefusedAsync(int status, string address, string? with)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (with is not null)
            {
                request.Headers.Add("Authorization", $"Bearer {with}");
            }

            using var answer = await node.VisitorFrom("203.0.113.9").Client.SendAsync(request);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
            Assert.True(numbers.Add(problem.RootElement.GetProperty("requestId").GetString()!));
        }

        await RefusedAsync(401, "/api/v1/me", null);
        await RefusedAsync(403, "/api/v1/hospitals", token);
        await RefusedAsync(404, "/api/v1/nothing", token);
        await RefusedAsync(404, "/api/nothing", token);
        for (var i = 0; i < 10; i++)
        {
            await RefusedAsync(401, "/api/v1/me", $"trn_wrong{i}");
        }

        await RefusedAsync(429, "/api/v1/me", "trn_wrong");
    }

    // What a script is told.
    private static string WhyIn(Answer answer)
        => answer.Body.StartsWith('{') && JsonDocument.Parse(answer.Body).RootElement.TryGetProperty("why", out var why) ? why.GetString()! : "";

    // A page shows it at its field, a script is told, a program reads it in the problem.
    private static bool Locked(Answer answer) => answer.Errors.Append(WhyIn(answer)).Any(e => e.Contains("tạm khóa 30 phút", StringComparison.Ordinal))
        || answer.Body.Contains("Reauthentication.Locked", StringComparison.Ordinal);

    private static async Task<Answer> SignByProgramAsync(Site site, string wrong)
    {
        var program = await site.ProgramAsync(Given.SecondMentor + "@test.local", ApiSteps.Mentor);
        var answer = await program.PostAsync(ApiSteps.Signoffs, await program.DecisionAsync(await SignTestData.WaitingOfAsync(site, Given.Trainee), password: wrong));
        return await site.Visitor().GetAsync("/account/login") with { Status = answer.Status, Body = answer.Body, Response = answer.Response };
    }

    private static async Task<Answer> RemovePasskeyAsync(Visitor visitor, string password)
    {
        var link = (await visitor.GetAsync("/account/passkeys")).Page.QuerySelector("main .list a")!.GetAttribute("href")!;
        return await visitor.SubmitAsync(await visitor.GetAsync(link), new() { ["Input.Password"] = password });
    }

    private static bool TakesSecret(RouteEndpoint endpoint)
        => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal)
            || endpoint.RoutePattern.Parameters.Any(p => p.Name.Contains("token", StringComparison.OrdinalIgnoreCase));

    // A password anywhere; a proof for signing; and where nobody is signed in, whatever is named like a secret.
    private static bool TakesSecret(Type page)
    {
        var open = page.IsDefined(typeof(AllowAnonymousAttribute));
        return page.GetProperties().Where(p => p.IsDefined(typeof(BindPropertyAttribute)))
            .SelectMany(p => p.PropertyType.Namespace!.StartsWith("Training", StringComparison.Ordinal) ? p.PropertyType.GetProperties() : [p])
            .Any(p => p.GetCustomAttribute<DataTypeAttribute>()?.DataType == DataType.Password || (open && SecretNames.Contains(p.Name)));
    }

    private sealed class Fields
    {
        [DataType(DataType.Password)]
        public string? Anything { get; set; }
    }

    private sealed class Signed : SigningInput;

    private sealed class AsksForPassword : PageModel
    {
        [BindProperty]
        public Fields Input { get; set; } = new();
    }

    private sealed class AsksForProof : PageModel
    {
        [BindProperty]
        public Signed Input { get; set; } = new();
    }

    [AllowAnonymous]
    private sealed class AsksForCode : PageModel
    {
        [BindProperty]
        public string? Code { get; set; }
    }

    private sealed class AsksForName : PageModel
    {
        [BindProperty]
        public string? Name { get; set; }
    }
}
