using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Tests.Support;
using Training.Transfers.Agreements;

namespace Training.Tests.Room;

/// <summary>A ticket as a phone keeps it.</summary>
internal sealed record Ticket(string Id, string Nonce);

/// <summary>
/// A learner's phone and a mentor's phone, in software: what their scripts do, written down once more, so that a mistake there is not believed here.
/// </summary>
internal sealed class RoomPhones
{
    private static int _cases = 20;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private Guid _mentorUserId;

    public required Site Site { get; init; }

    public required Visitor Trainee { get; init; }

    public required Visitor Mentor { get; init; }

    public SoftwarePasskey Passkey { get; } = new();

    public Guid KeyId { get; private set; }

    public Queue<Ticket> Tickets { get; } = [];

    public JsonElement Kit { get; private set; }

    public Guid Participant { get; private set; }

    public Guid Technique { get; private set; }

    public Guid TraineePerson { get; private set; }

    public Guid Place { get; private set; }

    public static async Task<RoomPhones> ReadyAsync(Site site, string trainee = "hocvien", string traineeKey = Given.Trainee, string mentor = "huongdan")
    {
        var phones = new RoomPhones { Site = site, Trainee = await site.SignedInAsync(trainee), Mentor = await site.SignedInAsync(mentor), TraineePerson = await site.PersonIdAsync(traineeKey) };
        var choice = (await site.ChoiceAsync(person: traineeKey)).Split('.');
        (phones.Participant, phones.Technique) = (Guid.Parse(choice[0]), Guid.Parse(choice[1]));
        phones.Place = await site.DataAsync(db => db.Transfers.Where(t => t.Code == Given.Transfer).Select(t => t.ReceivingHospitalId).SingleAsync());
        phones._mentorUserId = await site.UserIdAsync(mentor);
        var registered = await PostAsync(phones.Trainee, "/logbook/room/key", new JsonObject { ["publicKey"] = Base64Url.EncodeToString(phones._key.ExportSubjectPublicKeyInfo()) });
        Assert.True(registered.IsOk, $"{registered.Status} {registered.Body}");
        phones.KeyId = Guid.Parse(JsonNode.Parse(registered.Body)!["id"]!.GetValue<string>());
        Assert.True((await phones.Mentor.AddAsync(phones.Passkey)).IsRedirect);
        await phones.FetchAsync();
        return phones;
    }

    /// <summary>What the mentor's phone does while it has network.</summary>
    public async Task FetchAsync()
    {
        var fetched = await TicketsAsync(Mentor, Passkey, [.. Tickets.Select(ticket => ticket.Id)]);
        Assert.True(fetched.IsOk, $"{fetched.Status} {fetched.Body}");
        foreach (var ticket in JsonNode.Parse(fetched.Body)!["tickets"]!.AsArray())
        {
            Tickets.Enqueue(new Ticket(ticket!["id"]!.GetValue<string>(), ticket["nonce"]!.GetValue<string>()));
        }

        var kit = await Mentor.GetAsync("/sign/room/kit");
        Assert.True(kit.IsOk, $"{kit.Status}");
        Kit = JsonDocument.Parse(kit.Body).RootElement;
    }

    public static async Task<Answer> TicketsAsync(Visitor visitor, SoftwarePasskey passkey, string[] held)
    {
        var page = await visitor.GetAsync("/sign/room/tickets");
        var values = await visitor.ConfirmAsync(passkey, page, []);
        for (var i = 0; i < held.Length; i++)
        {
            values[$"Input.Held[{i}]"] = held[i];
        }

        return await visitor.SubmitAsync(page, values);
    }

    /// <summary>What the learner's phone shows: a statement, its texts and the signature of its key.</summary>
    public JsonObject Show(string? note = "Bắt vít C3–C6, không biến chứng", Action<Dictionary<string, string?>>? change = null, Action<Dictionary<string, string?>>? changeStatement = null, Guid? entry = null, Guid? version = null)
    {
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var content = new Dictionary<string, string?>
        {
            ["ageBand"] = "From40To59",
            ["complexity"] = "Moderate",
            ["dayNumber"] = $"{Interlocked.Increment(ref _cases)}",
            ["entry"] = $"{entry ?? Guid.CreateVersion7(Site.Clock.GetUtcNow())}",
            ["form"] = "training.case/2",
            ["outcome"] = "Success",
            ["performedOn"] = VietnamTime.DateOf(Site.Clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["place"] = $"{Place}",
            ["role"] = "Operator",
            ["setting"] = "Planned",
            ["sex"] = "Female",
            ["stage"] = "S",
            ["supervision"] = "InTheRoom",
            ["technique"] = $"{Technique}",
            ["version"] = "1",
        };
        var texts = new JsonObject();
        if (note is not null)
        {
            content["note"] = Hash($"{salt}\nnote\n{note.Normalize()}");
            texts["note"] = new JsonObject { ["text"] = note, ["salt"] = salt };
        }

        change?.Invoke(content);
        var said = new Dictionary<string, string?>
        {
            ["case"] = CanonicalJson.Of(content),
            ["caseCode"] = SubmitCase.NewCode(),
            ["device"] = $"{KeyId}",
            ["form"] = "training.room.case/1",
            ["madeAt"] = Stamp(Site.Clock.GetUtcNow()),
            ["participant"] = $"{Participant}",
            ["trainee"] = $"{TraineePerson}",
            ["version"] = $"{version ?? Guid.CreateVersion7(Site.Clock.GetUtcNow())}",
        };
        changeStatement?.Invoke(said);
        var statement = CanonicalJson.Of(said);
        return new JsonObject
        {
            ["statement"] = statement,
            ["texts"] = texts,
            ["signature"] = Base64Url.EncodeToString(_key.SignData(Encoding.UTF8.GetBytes(statement), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)),
        };
    }

    /// <summary>What the mentor's phone answers to what it has scanned: the whole bundle, which both phones keep.</summary>
    public JsonObject Answer(JsonObject shown, string decision = "Signed", string? comment = "Chắc tay", Ticket? ticket = null, SoftwarePasskey? passkey = null, Action<Dictionary<string, string?>>? change = null)
    {
        var statement = JsonSerializer.Deserialize<Dictionary<string, string>>(shown["statement"]!.GetValue<string>())!;
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var said = new Dictionary<string, string?>
        {
            ["content"] = Hash(statement["case"]),
            ["decision"] = decision,
            ["form"] = "training.decision/2",
            ["mentor"] = Kit.GetProperty("person").GetString(),
            ["mentorName"] = Kit.GetProperty("name").GetString(),
            ["mentorPosition"] = Kit.GetProperty("position").GetString(),
            ["trainee"] = statement["trainee"],
            ["version"] = statement["version"],
        };
        if (comment is not null)
        {
            said["comment"] = Hash($"{salt}\ncomment\n{comment.Normalize()}");
        }

        if (decision == "Signed")
        {
            (said["entrustment"], said["performance"], said["difficulty"]) = ("4", "4", "2");
            said["ratingForm"] = Kit.GetProperty("ratingForm").GetString();
        }

        change?.Invoke(said);
        var (used, signedAt) = (ticket ?? Tickets.Dequeue(), Stamp(Site.Clock.GetUtcNow()));
        var canonical = CanonicalJson.Of(said);
        var challenge = SHA256.HashData(
            [.. Encoding.UTF8.GetBytes($"training.room/1\nLogbook.{decision}\n{_mentorUserId}\n{used.Id}\n{signedAt}\n"), .. SHA256.HashData(Encoding.UTF8.GetBytes(canonical)), .. Base64Url.DecodeFromChars(used.Nonce)]);
        var bundle = (JsonObject)shown.DeepClone();
        bundle["decision"] = new JsonObject
        {
            ["said"] = canonical,
            ["comment"] = comment,
            ["salt"] = salt,
            ["openedAt"] = Stamp(Site.Clock.GetUtcNow().AddSeconds(-20)),
            ["signedAt"] = signedAt,
            ["ticket"] = used.Id,
            ["nonce"] = used.Nonce,
            ["assertion"] = (passkey ?? Passkey).Get(new JsonObject { ["challenge"] = Base64Url.EncodeToString(challenge) }.ToJsonString()),
        };
        return bundle;
    }

    /// <summary>With how the learner rated themself.</summary>
    public static JsonObject Rated(JsonObject bundle, int ownRating)
    {
        var rated = (JsonObject)bundle.DeepClone();
        rated["ownRating"] = ownRating;
        return rated;
    }

    public static Task<Answer> SendAsync(Visitor visitor, JsonObject bundle) => PostAsync(visitor, "/logbook/room", bundle);

    /// <summary>Sends it and reads <c>case decision</c>.</summary>
    public static async Task<string> SentAsync(Visitor visitor, JsonObject bundle)
    {
        var answer = await SendAsync(visitor, bundle);
        return answer.IsOk ? WordsOf(answer) : $"{(int)answer.Status} {answer.Body}";
    }

    public static string WordsOf(Answer answer)
    {
        var said = JsonNode.Parse(answer.Body)!;
        return $"{said["case"]} {said["decision"]}";
    }

    public static Guid VersionOf(JsonObject bundle) => Guid.Parse(JsonNode.Parse(bundle["statement"]!.GetValue<string>())!["version"]!.GetValue<string>());

    public static Guid EntryOf(JsonObject bundle)
        => Guid.Parse(JsonNode.Parse(JsonNode.Parse(bundle["statement"]!.GetValue<string>())!["case"]!.GetValue<string>())!["entry"]!.GetValue<string>());

    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static async Task<Answer> PostAsync(Visitor visitor, string address, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await visitor.PostAsync(address, content);
    }
}
