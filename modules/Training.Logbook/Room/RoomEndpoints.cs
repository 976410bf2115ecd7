using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Logbook.Room;

/// <summary>
/// What the scripts of the two phones send, as JSON. A browser sends that to another site only after asking it, which this one refuses; so there is no
/// token, which a page kept on a phone would not have.
/// </summary>
internal static class RoomEndpoints
{
    private const long MostBytes = 64 * 1024;

    public static void MapRoom(this IEndpointRouteBuilder routes)
    {
        object[] metadata = [new HasPermissionAttribute(Permissions.Room), new RequestSizeLimitAttribute(MostBytes)];
        routes.MapPost("/logbook/room", TakeAsync).WithMetadata(metadata);
        routes.MapPost("/logbook/room/key", RegisterAsync).WithMetadata(metadata);
        routes.MapGet("/logbook/room/kit", LearnersKitAsync).WithMetadata(new HasPermissionAttribute(Permissions.Log));
        routes.MapGet("/sign/room/kit", KitAsync).WithMetadata(new HasPermissionAttribute(Permissions.Sign));
    }

    /// <summary>200 with what became of case and decision, also where a rule refused one; 422 or 403 where nothing was taken in.</summary>
    private static async Task<IResult> TakeAsync(HttpContext context, ReceiveRoom receive, IStringLocalizerFactory texts, CancellationToken ct)
    {
        if (await ReadAsync<RoomBundle>(context, ct) is not { } bundle)
        {
            return Results.BadRequest();
        }

        try
        {
            var receipt = await receive.TakeAsync(bundle, ct);
            return Results.Json(new
            {
                @case = Word(receipt.Case),
                decision = Word(receipt.Decision),
                code = receipt.CaseCode,
                why = receipt.Why,
                differences = receipt.Differences.Select(fact => new { label = fact.Label, value = fact.Value, before = fact.Before }),
            });
        }
        catch (RuleViolation violation)
        {
            return Refuse(violation, texts);
        }
    }

    private static async Task<IResult> RegisterAsync(HttpContext context, TrainingDbContext db, IDeviceKeys keys, IStringLocalizerFactory texts, CancellationToken ct)
    {
        if (await ReadAsync<KeyRequest>(context, ct) is not { PublicKey: { } publicKey })
        {
            return Results.BadRequest();
        }

        try
        {
            var id = Guid.Empty;
            await db.WriteAsync(async inner => id = await keys.RegisterAsync(publicKey, inner), ct);
            return Results.Json(new { id });
        }
        catch (RuleViolation violation)
        {
            return Refuse(violation, texts);
        }
    }

    /// <summary>What the learner's phone needs beside its form to write down what is signed: ids, and what goes without saying.</summary>
    private static async Task<IResult> LearnersKitAsync(HttpContext context, ICurrentUser user, CaseChoices choices, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new
        {
            account = user.UserId,
            person = user.PersonId,
            choices = (await choices.ReadAsync(ct)).ToDictionary(choice => choice.Key, choice => new
            {
                receiving = choice.Participation.Transfer.ReceivingHospitalId,
                giving = choice.Participation.Transfer.GivingHospitalId,
                usual = Enum.GetValues<Stage>().ToDictionary(stage => $"{stage}", stage => $"{CaseRoles.UsualFor(choice.Participation.Participant.Role, stage)}"),
            }),
        });
    }

    private static async Task<IResult> KitAsync(HttpContext context, RoomKit kit, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await kit.ReadAsync(ct) is { } content ? Results.Json(content) : Results.NotFound();
    }

    private static string Word(RoomOutcome outcome) => outcome switch
    {
        RoomOutcome.Stored => "stored",
        RoomOutcome.Already => "already",
        RoomOutcome.None => "none",
        _ => "refused",
    };

    private static IResult Refuse(RuleViolation violation, IStringLocalizerFactory texts)
        => Results.Json(new { why = texts.OfModule(violation.Source!)[violation.Key, [.. violation.Arguments]].Value }, statusCode: violation.Status);

    private static async Task<T?> ReadAsync<T>(HttpContext context, CancellationToken ct)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            return null;
        }

        try
        {
            return await context.Request.ReadFromJsonAsync<T>(ct);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private sealed record KeyRequest(string? PublicKey);
}
