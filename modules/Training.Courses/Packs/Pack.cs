using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Training.Courses.Contracts;
using Training.Courses.Outline;
using Training.Courses.Progress;
using Training.Modules;

namespace Training.Courses.Packs;

/// <summary>An item as a phone lists it; what the members mean stands in <c>wwwroot/phone/packs.js</c>.</summary>
internal sealed record PackItem(Guid Key, string Kind, string Icon, string Section, string Title, int? Minutes, bool Finished, bool Required, Guid Content, IReadOnlyList<Guid> Needs, IReadOnlyList<string> Locked)
{
    public string? Screen { get; init; }

    public string? Address { get; init; }

    public bool Begins { get; init; }

    public long Bytes { get; init; }

    public IReadOnlyList<PackedFile> Files { get; init; } = [];
}

/// <summary>What a phone can take along of a course.</summary>
internal sealed record Pack(Guid Account, string Code, string Title, int Version, IReadOnlyList<PackItem> Items);

/// <summary>Says what a phone can take along of a course, how large it is, and how it stands.</summary>
internal sealed class Packs(LearnerCourses courses, ItemKinds kinds, IEnumerable<IPackedKind> packed, ConditionWords words, ICurrentUser user)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The pack of whoever asks, or that the phone has the same.</summary>
    public static async Task<IResult> GetAsync(string code, HttpContext context, Packs packs, CancellationToken ct)
    {
        if (await packs.FindAsync(code, ct) is not { } pack)
        {
            return Results.NotFound();
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(pack, Json);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body))}\"";
        context.Response.Headers.ETag = tag;
        return context.Request.Headers.IfNoneMatch == tag ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(body, "application/json; charset=utf-8");
    }

    /// <summary>Null where there is no such course, it is not for them, or somebody looks as somebody else: they take nothing home.</summary>
    public async Task<Pack?> FindAsync(string code, CancellationToken ct)
    {
        if (user.ViewerId is not null || user.PersonId is not { } me || await courses.FindAsync(code.ToUpperInvariant(), me, ct) is not { MayLearn: true } found)
        {
            return null;
        }

        var sizes = new Dictionary<Guid, PackedContent>();
        var asked = found.Standing.Items.Where(i => i.IsAsked || i.IsFinished).ToArray();
        foreach (var kind in packed)
        {
            Guid[] contents = [.. asked.Where(i => i.Item.Kind == kind.Key).Select(i => i.Item.ContentId)];
            foreach (var (id, size) in contents.Length > 0 ? await kind.OfAsync(contents, ct) : new Dictionary<Guid, PackedContent>())
            {
                sizes[id] = size;
            }
        }

        var items = new List<PackItem>();
        foreach (var section in found.Standing.Outline.Sections)
        {
            foreach (var item in section.Items)
            {
                if (asked.FirstOrDefault(i => i.Item.Key == item.Key) is { } standing)
                {
                    items.Add(await OfAsync(found, section, standing, sizes.GetValueOrDefault(item.ContentId), ct));
                }
            }
        }

        return new Pack(user.UserId, found.Course.Code, Show.Name(found.Course.TitleVi, found.Course.TitleEn), found.Standing.Outline.Number, items);
    }

    private async Task<PackItem> OfAsync(LearnerCourse course, OutlineSection section, ItemStanding standing, PackedContent? content, CancellationToken ct)
    {
        var (item, kind) = (standing.Item, kinds.Of(standing.Item.Kind));
        var needs = course.Standing.NeedsOnPhone(standing);
        var locked = needs is null ? await words.OfAsync(course.Standing.Outline, standing.Missing, item.Conditions.Any, ct) : [];
        var shown = new PackItem(item.Key, kind.Name, kind.Icon, section.Display, item.Display, item.Minutes, standing.IsFinished, item.IsRequired, item.ContentId, needs ?? [], locked);
        return content is null || needs is null || packed.FirstOrDefault(p => p.Key == item.Kind) is not { } taken
            ? shown
            : shown with { Screen = taken.Screen, Address = taken.PackAddress(course.Course.Code, item.Key), Begins = taken.Begins, Bytes = content.Bytes, Files = content.Files };
    }
}
