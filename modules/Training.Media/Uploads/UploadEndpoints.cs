using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Media.Uploads;

/// <summary>
/// How a script sends a large file in parts (src/docs/decisions/0026-media-library.md): announce it, ask where to go on, send the part from there with its
/// SHA-256, and so on, then ask for the end. Every request may be sent again. The token of the page's form comes in a header.
/// </summary>
internal static class UploadEndpoints
{
    private const string Offset = "Upload-Offset";
    private const string Digest = "Content-Digest";
    private const string DigestStart = "sha-256=:";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var manage = new HasPermissionAttribute(Permissions.Manage);
        routes.MapPost("/media/uploads", BeginAsync).WithMetadata(manage);
        routes.MapMethods("/media/uploads/{id:guid}/bytes", [HttpMethods.Head], WhereAsync).WithMetadata(manage);
        routes.MapPatch("/media/uploads/{id:guid}/bytes", ReceiveAsync).WithMetadata(manage, new RequestSizeLimitAttribute(ReceiveChunk.Most));
        routes.MapPost("/media/uploads/{id:guid}/finish", FinishAsync).WithMetadata(manage);
    }

    /// <summary>201 with the address of the upload; the same id again is the same upload.</summary>
    private static Task<IResult> BeginAsync(HttpContext context, IAntiforgery antiforgery, BeginUpload begin, IStringLocalizerFactory texts, CancellationToken ct) => GuardAsync(context, antiforgery, texts, async () =>
    {
        if (await ReadAsync(context, ct) is not { FileName: not null } file || file.Id == Guid.Empty)
        {
            return Results.BadRequest();
        }

        var input = new UploadInput { Library = file.Library, Title = file.Title ?? "", AltVi = file.AltVi, AltEn = file.AltEn };
        if (context.Check(input) is { IsValid: false } state)
        {
            return context.Invalid(state);
        }

        var name = Path.GetFileName(file.FileName);
        var upload = await begin.RunAsync(
            new Announced(file.Id, file.Library, name[Math.Max(0, name.Length - 200)..], input.Title, input.AltVi, input.AltEn, file.Size, file.Beginning is { Length: 64 } ? file.Beginning : null, file.Replaces), ct);
        return Results.Json(new { address = $"/media/uploads/{upload.Id}", received = upload.Received }, statusCode: StatusCodes.Status201Created);
    });

    private static async Task<IResult> WhereAsync(Guid id, HttpContext context, ReceiveChunk receive, CancellationToken ct)
    {
        if (await receive.FindAsync(id, ct) is not { } upload)
        {
            return Results.NotFound();
        }

        context.Response.Headers[Offset] = upload.Received.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["Upload-Length"] = upload.Size.ToString(CultureInfo.InvariantCulture);
        return Results.NoContent();
    }

    /// <summary>204 with the place behind the part; 409 with the place to go on from where the part is not the next one.</summary>
    private static Task<IResult> ReceiveAsync(Guid id, HttpContext context, IAntiforgery antiforgery, ReceiveChunk receive, IStringLocalizerFactory texts, CancellationToken ct) => GuardAsync(context, antiforgery, texts, async () =>
    {
        if (context.Request.ContentLength is not (> 0 and <= ReceiveChunk.Most and var length)
            || !long.TryParse(context.Request.Headers[Offset], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            return Results.BadRequest();
        }

        var bytes = new byte[length];
        await context.Request.Body.ReadExactlyAsync(bytes, ct);
        if (!IsWhole(bytes, context.Request.Headers[Digest].ToString()))
        {
            return Results.BadRequest();
        }

        if (await receive.RunAsync(id, offset, bytes, ct) is not { } next)
        {
            return Results.NotFound();
        }

        context.Response.Headers[Offset] = next.ToString(CultureInfo.InvariantCulture);
        return next == offset + length ? Results.NoContent() : Results.StatusCode(StatusCodes.Status409Conflict);
    });

    /// <summary>200 with the address of the item, 202 while it waits, 409 while bytes are missing, 422 with the reason where it was refused.</summary>
    private static Task<IResult> FinishAsync(Guid id, HttpContext context, IAntiforgery antiforgery, ReceiveChunk receive, TakeUpload take, IStringLocalizerFactory texts, CancellationToken ct) => GuardAsync(context, antiforgery, texts, async () =>
    {
        if (await receive.FindAsync(id, ct) is not { } upload)
        {
            return Results.NotFound();
        }

        if (!upload.IsWhole && !upload.IsOver)
        {
            context.Response.Headers[Offset] = upload.Received.ToString(CultureInfo.InvariantCulture);
            return Results.StatusCode(StatusCodes.Status409Conflict);
        }

        upload = await take.RunAsync(id, ct);
        return upload.RefusedAt is not null ? throw Refused(upload)
            : upload.ItemId is { } item ? Results.Json(new { address = $"/media/{item}" })
            : Results.Json(new { address = $"/media/uploads/{id}" }, statusCode: StatusCodes.Status202Accepted);
    });

    /// <summary>Why an upload was refused.</summary>
    public static RuleViolation Refused(MediaUpload upload) => new(upload.Refusal!, [.. upload.RefusalArguments.Split('\u001F', StringSplitOptions.RemoveEmptyEntries)]) { Field = "Input.File" };

    private static async Task<IResult> GuardAsync(HttpContext context, IAntiforgery antiforgery, IStringLocalizerFactory texts, Func<Task<IResult>> work)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        try
        {
            return await work();
        }
        catch (RuleViolation violation)
        {
            var why = texts.Create(typeof(Texts))[violation.Key, [.. violation.Arguments]].Value;
            return new ApiProblem(violation.Status, violation.Key, why)
            {
                Errors = violation.Field is { } field ? new Dictionary<string, string[]> { [ApiProblem.NameOf(field)] = [why] } : new Dictionary<string, string[]>(),
            };
        }
    }

    private static bool IsWhole(byte[] bytes, string digest)
    {
        var expected = new byte[SHA256.HashSizeInBytes];
        return digest.StartsWith(DigestStart, StringComparison.Ordinal) && digest.EndsWith(':')
            && Convert.TryFromBase64String(digest[DigestStart.Length..^1], expected, out var length) && length == expected.Length && expected.AsSpan().SequenceEqual(SHA256.HashData(bytes));
    }

    private static async Task<FileAnnounced?> ReadAsync(HttpContext context, CancellationToken ct)
    {
        try
        {
            return context.Request.HasJsonContentType() ? await context.Request.ReadFromJsonAsync<FileAnnounced>(Json, ct) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record FileAnnounced(Guid Id, Guid? Library, string? FileName, string? Title, string? AltVi, string? AltEn, long Size, string? Beginning, Guid? Replaces);
}
