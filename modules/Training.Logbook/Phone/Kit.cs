using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Logbook.Phone;

/// <summary>What one person needs to write a case without network; what the members mean stands in <c>wwwroot/phone/kit.js</c>.</summary>
internal sealed record Kit(
    Guid Account,
    string Name,
    string Language,
    IReadOnlyList<KitSection> Sections,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Last,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Repeat,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Supervision,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Periods);

/// <summary>Makes the kit of whoever asks: only what their own form would offer.</summary>
internal sealed class Kits(ICurrentUser user, CaseChoices choices, LastCase lastCase, KitFields fields)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public async Task<Kit> ReadAsync(CancellationToken ct)
    {
        var own = await choices.ReadAsync(ct);
        var view = await choices.ViewAsync(new CaseInput(), own, ct);
        var last = own.Count == 0 ? null : await lastCase.ReadAsync(own, null, ct);
        var likely = last?.Repeated ?? new CaseInput { Choice = own.Count == 1 ? own[0].Key : null };
        return new Kit(
            user.UserId,
            user.Name,
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            own.Count == 0 ? [] : fields.Of(view),
            FieldsOf(new CaseInput { Choice = likely.Choice, Stage = likely.Stage, Place = likely.Place, Supervision = likely.Supervision, Mentor = likely.Mentor }),
            last is null ? null : FieldsOf(likely),
            Enum.GetValues<Stage>().ToDictionary(stage => $"{stage}", stage => Strings(Enum.GetValues<Supervision>().Where(way => SupervisionRules.Allows(stage, way)).Select(way => $"{way}"))),
            own.ToDictionary(choice => choice.Key, choice => CaseRules.Period(choice.Participation) is var (first, until) ? Strings([Day(first), Day(until)]) : []));
    }

    /// <summary>The kit with its hash; 304 where the phone has the same.</summary>
    public static async Task<IResult> GetAsync(HttpContext context, ICurrentUser user, Kits kits, CancellationToken ct)
    {
        if (user.ViewerId is not null)
        {
            // Support staff who look as somebody take nothing home.
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(await kits.ReadAsync(ct), Json);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body))}\"";
        context.Response.Headers.ETag = tag;
        return context.Request.Headers.IfNoneMatch == tag ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(body, "application/json; charset=utf-8");
    }

    /// <summary>As the form sends what is filled in beforehand, by field.</summary>
    private static Dictionary<string, IReadOnlyList<string>> FieldsOf(CaseInput input)
    {
        var all = new Dictionary<string, IReadOnlyList<string>>
        {
            ["Input.Choice"] = Strings([input.Choice]),
            ["Input.Stage"] = Strings([input.Stage?.ToString()]),
            ["Input.Place"] = Strings([input.Place?.ToString()]),
            ["Input.Supervision"] = Strings([input.Supervision?.ToString()]),
            ["Input.Mentor"] = Strings([input.Mentor?.ToString()]),
            ["Input.Further"] = Strings(input.Further),
            ["Input.Setting"] = Strings([input.Setting?.ToString()]),
            ["Input.Role"] = Strings([input.Role?.ToString()]),
            ["Input.Responsible"] = Strings([input.Responsible]),
            ["Input.Chart"] = Strings(input.Chart.Select(part => $"{part}")),
        };
        return all.Where(field => field.Value.Count > 0).ToDictionary();
    }

    private static IReadOnlyList<string> Strings(IEnumerable<string?> values) => [.. values.OfType<string>()];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
