using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Training.Modules;

/// <summary>
/// The programming interface: JSON below <c>/api/v1</c>, for programs with an API token. Cookies are not read there, and tokens nowhere else,
/// so nothing below needs a key against forged forms. Problems are RFC 9457.
/// </summary>
public static class Api
{
    /// <summary>Everything below this is for programs.</summary>
    public const string Prefix = "/api";

    /// <summary>The member of a problem that names the request.</summary>
    public const string RequestIdMember = "requestId";

    /// <summary>Rows on a page of a list, unless the program asks for fewer or more.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Most rows on a page of a list.</summary>
    public const int MaxLimit = 200;

    /// <summary>Where modules map their endpoints; each names its permission, as pages do. The token of every request is one that could be guessed.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes)
        => routes.MapGroup($"{Prefix}/v1").WithMetadata(new DoorAttribute(Doors.Api)).AddEndpointFilter<RouteGroupBuilder, ApiRules>();

    /// <summary>Whether the request is for the programming interface.</summary>
    public static bool IsApi(this HttpContext context) => context.Request.Path.StartsWithSegments(Prefix);

    /// <summary>A part of a list, from behind the cursor on.</summary>
    /// <param name="all">The whole list, in its order.</param>
    /// <param name="keyOf">What the cursor is made of: unique and stable.</param>
    /// <param name="after">The cursor, or null to begin.</param>
    /// <param name="limit">Rows wanted, or null.</param>
    /// <param name="toItem">Makes the row that is sent.</param>
    public static IResult Page<T, TItem>(IReadOnlyList<T> all, Func<T, string> keyOf, string? after, int? limit, Func<T, TItem> toItem)
    {
        var size = limit ?? DefaultLimit;
        if (size is < 1 or > MaxLimit)
        {
            return Problem(StatusCodes.Status400BadRequest, $"limit must be from 1 to {MaxLimit}.");
        }

        var start = 0;
        if (after is not null)
        {
            start = all.Index().Where(row => keyOf(row.Item) == after).Select(row => row.Index + 1).FirstOrDefault(-1);
            if (start < 0)
            {
                return Problem(StatusCodes.Status400BadRequest, "after is not a cursor of this list.");
            }
        }

        T[] rows = [.. all.Skip(start).Take(size)];
        return TypedResults.Ok(new ApiPage<TItem>([.. rows.Select(toItem)], start + rows.Length < all.Count ? keyOf(rows[^1]) : null));
    }

    /// <summary>A problem as RFC 9457 has it, with the number under which the request stands in the log and in the trail.</summary>
    public static IResult Problem(int status, string detail, string? code = null) => new ApiProblem(status, code, detail);

    /// <summary>The number of the request, as the log and the trail have it.</summary>
    public static string RequestIdOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
}

/// <summary>A page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Next">The cursor to send as <c>after</c> for the rows that follow; null on the last page.</param>
public sealed record ApiPage<T>(IReadOnlyList<T> Items, string? Next);
