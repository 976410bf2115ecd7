using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;

namespace Training.Logbook.Api;

/// <summary>The logbook and the sign-offs for programs: the commands, scopes and rules of the pages.</summary>
internal static class LogbookApi
{
    private static readonly int[] OfWriting = [400, 401, 403, 404, 409, 422, 429];
    private static readonly int[] OfReading = [400, 401, 403, 404, 429];

    public static void AddLogbookApi(this IServiceCollection services)
    {
        services.AddScoped<ReadCases>();
        services.AddScoped<WriteCases>();
        services.AddScoped<Signoffs>();
        services.AddSingleton(ApiExamples.Read(typeof(LogbookApi).Assembly, "Training.Logbook/Api/examples.json"));
    }

    public static void MapLogbookApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi();
        MapCases(api);
        MapSignoffs(api);
    }

    private static void MapCases(RouteGroupBuilder api)
    {
        api.MapGet("/logbook", (ReadCases cases, [AsParameters] CaseQuery query, HttpContext context, CancellationToken ct) => cases.ListAsync(query, context, ct))
            .Reads<ApiPage<CaseItem>>("Cases", Permissions.ViewEntry, "Cases, the newest first: one's own, those of a member of a team, or those of a hospital and technique.",
                "With Logbook.ViewLearners a mentor's token shows the cases of their learners, with Logbook.ViewCases an office's token those of its hospitals. With filters a request looks at 500 cases: a page may have few rows or none and still a next one.")
            .WithMetadata(new ShowsMoreWithAttribute(Permissions.ViewLearners, Permissions.ViewCases));
        api.MapGet("/logbook/choices", (ReadCases cases, CancellationToken ct) => cases.ChoicesAsync(ct))
            .Reads<ChoiceItem[]>("Cases", Permissions.Log, "What one may log: techniques of the packages one takes part in, with the mentors who may be named.", "Names are in the language of Accept-Language.");
        api.MapGet("/logbook/{key}", (ReadCases cases, string key, HttpContext context, CancellationToken ct) => cases.FindAsync(key, context, ct))
            .Reads<CaseRecord>("Cases", Permissions.ViewEntry, "One case, by its id or its code, with every version and decision.", "The answer has an ETag; with If-None-Match it is 304 while nothing has changed.")
            .WithMetadata(new ShowsMoreWithAttribute(Permissions.ViewLearners, Permissions.ViewCases));
        api.MapGet("/logbook/{id:guid}/versions/{number:int}", (ReadCases cases, Guid id, int number, HttpContext context, CancellationToken ct) => cases.VersionAsync(id, number, context, ct))
            .Reads<VersionItem>("Cases", Permissions.ViewEntry, "One version of a case; it never changes.", "The address of every version that is stored.")
            .WithMetadata(new ShowsMoreWithAttribute(Permissions.ViewLearners, Permissions.ViewCases));
        api.MapPost("/logbook", (WriteCases cases, NewCaseBody body, HttpContext context, CancellationToken ct) => cases.LogAsync(body, context, ct))
            .Writes<CaseReceipt>("Cases", 201, "Logs a case and asks for its signature.", "Required: choice, stage, performedOn, place, supervision, and what belongs to the kind of supervision.", Permissions.Log);
        api.MapPost("/logbook/{id:guid}/versions", (WriteCases cases, Guid id, VersionBody body, HttpContext context, CancellationToken ct) => cases.CorrectAsync(id, body, false, context, ct))
            .Writes<CaseReceipt>("Cases", 201, "Corrects a case that nobody has signed, or answers a return.", "The whole next version; 409 where the case is signed or there is a newer version.", Permissions.Log);
        api.MapPost("/logbook/{id:guid}/supersession", (WriteCases cases, Guid id, VersionBody body, HttpContext context, CancellationToken ct) => cases.CorrectAsync(id, body, true, context, ct))
            .Writes<CaseReceipt>("Cases", 201, "Supersedes a signed case, with a reason.", "The signed version stays readable; the case does not count until the new version is signed.", Permissions.Log);
        api.MapPost("/logbook/{id:guid}/withdrawal", (WriteCases cases, Guid id, WithdrawalBody body, HttpContext context, CancellationToken ct) => cases.WithdrawAsync(id, body, context, ct))
            .Writes<WithdrawalReceipt>("Cases", 200, "Takes back a case that nobody has signed.", "It stays readable and counts nowhere.", Permissions.Log);
    }

    private static void MapSignoffs(RouteGroupBuilder api)
    {
        api.MapGet("/signoffs", (Signoffs signoffs, SignoffState? state, string? after, int? limit, HttpContext context, CancellationToken ct) => signoffs.ListAsync(state ?? SignoffState.Waiting, after, limit, context, ct))
            .Reads<ApiPage<SignoffItem>>("Sign-offs", Permissions.ViewLearners, "What waits for one's signature, late ones first, then the oldest; or what one has decided, the newest first.",
                "state is Waiting where it is left out. Of those that wait, one that becomes late meanwhile moves to the front: begin again to see it.");
        api.MapGet("/signoffs/{versionId:guid}", (Signoffs signoffs, Guid versionId, HttpContext context, CancellationToken ct) => signoffs.OpenAsync(versionId, context, ct))
            .Reads<SignoffRecord>("Sign-offs", Permissions.ViewLearners, "Opens a version to sign it: everything that is hashed, and what has to be sent back.", "Show all of content to the mentor. opened and salt belong to this person and version.");
        api.MapPost("/signoffs/challenges", (Signoffs signoffs, SignoffBody body, HttpContext context, CancellationToken ct) => signoffs.ChallengeAsync(body, context, ct))
            .Describe<ChallengeItem>("Sign-offs", 200, "A challenge for the mentor's passkey, for exactly this decision.", "It is good for five minutes, for this token and once. Passkeys belong to the site's address: only a client of the site's own origin can use them.", OfWriting, Permissions.Sign, Permissions.ViewLearners);
        api.MapPost("/signoffs", (Signoffs signoffs, SignedSignoffBody body, HttpContext context, CancellationToken ct) => signoffs.DecideAsync(body, context, ct))
            .Writes<DecisionItem>("Sign-offs", 201, "Signs or returns a version, with a fresh proof.",
                "The proof is the same as on the page: a passkey's answer to a challenge, or password and code. Six wrong ones in a row lock signing for half an hour. 409 where somebody else has decided, or where the case is another one now: then changes says in which way.",
                Permissions.Sign, Permissions.ViewLearners)
            .WithMetadata(new DoorAttribute(Doors.Signing));
    }

    private static RouteHandlerBuilder Reads<T>(this RouteHandlerBuilder endpoint, string tag, string permission, string summary, string description)
        => endpoint.Describe<T>(tag, 200, summary, description, OfReading, permission);

    private static RouteHandlerBuilder Writes<T>(this RouteHandlerBuilder endpoint, string tag, int status, string summary, string description, params string[] permissions)
        => endpoint.Describe<T>(tag, status, summary, description, OfWriting, permissions).WithMetadata(new WantsKeyAttribute());

    private static RouteHandlerBuilder Describe<T>(this RouteHandlerBuilder endpoint, string tag, int status, string summary, string description, int[] problems, params string[] permissions)
    {
        endpoint.WithTags(tag).WithSummary(summary).WithDescription($"{description} Needs {string.Join(" and ", permissions)}.").Produces<T>(status);
        foreach (var problem in problems)
        {
            endpoint.ProducesProblem(problem);
        }

        foreach (var permission in permissions)
        {
            endpoint.WithMetadata(new HasPermissionAttribute(permission));
        }

        return endpoint;
    }
}
