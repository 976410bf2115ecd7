using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;
using Training.Questions.Model;
using Training.Questions.Quizzes;

namespace Training.Questions.Attempts;

/// <summary>
/// How the script of a quiz saves each answer as it is given (src/docs/decisions/0029): a window takes the attempt over, then sends numbered answers. 200 means
/// committed durably. Every request may be sent again. The token of the page's form comes in a header; an attempt of somebody else is not there.
/// </summary>
internal static class AnswerEndpoints
{
    // More than the longest essay, written in the longest way.
    private const int MostBytes = 300_000;

    private const int HighestSequence = 1_000_000_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void MapAnswers(this IEndpointRouteBuilder routes)
    {
        var take = new HasPermissionAttribute(Permissions.Take);
        routes.MapPost("/quiz/attempts/{id:guid}/answers", SaveAsync).WithMetadata(take, new RequestSizeLimitAttribute(MostBytes));
        routes.MapPost("/quiz/attempts/{id:guid}/window", TakeOverAsync).WithMetadata(take, new RequestSizeLimitAttribute(1_000));
        routes.MapGet("/quiz/attempts/{id:guid}/window", StateAsync).WithMetadata(take);
        routes.MapGet("/quiz/attempts/{id:guid}/image/{number:int:min(1)}/{part:int:min(0)}", ImageAsync).WithMetadata(take);
    }

    /// <summary>Where the picture of a question is seen by who is asked it.</summary>
    public static string ImageOf(Guid attemptId, int number, int part) => $"/quiz/attempts/{attemptId}/image/{number}/{part}";

    private static async Task<IResult> SaveAsync(Guid id, HttpContext context, IAntiforgery antiforgery, SaveAnswers save, TimeProvider clock, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context)
            || await ReadAsync<AnswerSent>(context, ct) is not { Fields: { } sent, Number: >= 1, Sequence: >= 1 and <= HighestSequence } request)
        {
            return Results.BadRequest();
        }

        if (AnswerFields.Of(sent) is not { } fields || fields.Identity() is not null)
        {
            return Results.Json(new { why = AnswerFields.Of(sent) is null ? "long" : "identity" }, Json, statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        var result = await save.SaveAsync(id, request.Sitting, request.Number, request.Sequence, fields, ct);
        return result.Outcome switch
        {
            SaveOutcome.Saved => Results.Json(new { sequence = result.Sequence, at = clock.GetUtcNow() }, Json),
            SaveOutcome.Missing => Results.NotFound(),
            _ => Results.Json(new { why = $"{result.Outcome}".ToLowerInvariant(), sequence = result.Sequence }, Json, statusCode: StatusCodes.Status409Conflict),
        };
    }

    /// <summary>From now on this window answers.</summary>
    private static async Task<IResult> TakeOverAsync(Guid id, HttpContext context, IAntiforgery antiforgery, SaveAnswers save, TrainingDbContext db, TimeProvider clock, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        var sitting = await save.TakeOverAsync(id, ct);
        if (await db.QuizAttempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } attempt)
        {
            return Results.NotFound();
        }

        var slots = await db.AttemptSlots.Where(s => s.AttemptId == id).OrderBy(s => s.Number).Select(s => new { s.Number, s.Sequence, s.Sitting }).ToListAsync(ct);
        return Results.Json(new { open = sitting is not null, sitting = sitting ?? attempt.Sitting, left = Timing.SecondsLeft(attempt.DueAt, clock.GetUtcNow()), saved = attempt.SavedAt?.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture), slots }, Json);
    }

    /// <summary>For a window that waits: whether it still is the one that answers, and how much time is left.</summary>
    private static async Task<IResult> StateAsync(Guid id, TrainingDbContext db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.QuizAttempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } attempt
            ? Results.Json(new { open = attempt.IsOpen(now), sitting = attempt.Sitting, left = Timing.SecondsLeft(attempt.DueAt, now) }, Json)
            : Results.NotFound();
    }

    private static async Task<Results<FileAnswer, NotFound>> ImageAsync(Guid id, int number, int part, TrainingDbContext db, QuestionBodies bodies, CancellationToken ct)
    {
        if (await db.AttemptSlots.Where(s => s.AttemptId == id && s.Number == number).Select(s => (Guid?)s.VersionId).SingleOrDefaultAsync(ct) is not { } version)
        {
            return TypedResults.NotFound();
        }

        var body = (await bodies.GetAsync(db, [version], ct))[version];
        var asked = body is Vignette vignette && part >= 1 && part <= vignette.Parts.Count ? vignette.Parts[part - 1].Body : body;
        return asked is HotSpot { Image.Length: > 0 } spot ? FileResults.Serve(spot.Image) : TypedResults.NotFound();
    }

    private static async Task<T?> ReadAsync<T>(HttpContext context, CancellationToken ct)
        where T : class
    {
        try
        {
            return context.Request.HasJsonContentType() ? await context.Request.ReadFromJsonAsync<T>(Json, ct) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record AnswerSent(int Sitting, int Number, int Sequence, IReadOnlyDictionary<string, IReadOnlyList<string?>>? Fields);
}
