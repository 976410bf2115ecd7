using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Audit.Checkpoints;
using Training.Audit.Contracts;
using Training.Certification.Issuing;
using Training.Data;
using Training.Tests.Certification;
using Training.Tests.Support;

namespace Training.Tests.Auditing;

/// <summary>AUD-4: a sign-off and a certificate show their way to a signed root, and the independent tool agrees.</summary>
public sealed class ProofTests
{
    [NodeTheory, OnSqlite, OnPostgreSql]
    public async Task Proofs_ThousandRandom_VerifyIndependently(Database database)
    {
        const int entries = 1500;
        const int wanted = 1000;
        await using var site = await Site.StartAsync(database, "blank");
        await site.AppendAsync(300);
        await site.SignCheckpointAsync();
        await site.AppendAsync(entries - 300);
        await site.SignCheckpointAsync();
        var size = (await site.LeavesAsync()).Count;
        var random = new Random(20261122);
        var file = Path.Combine(site.Folder, "proofs.jsonl");
        await using (var writer = new StreamWriter(file))
        {
            for (var i = 0; i < wanted; i++)
            {
                var proof = await site.DataAsync((_, services) => services.GetRequiredService<IAuditProofs>().OfEntryAsync(random.Next(size), default));
                await writer.WriteLineAsync(JsonSerializer.Serialize(new { proof = Encoding.UTF8.GetString(proof!.ToFile()) }));
            }
        }

        var verdict = await site.VerifyIndependentlyAsync(file);
        Assert.True(verdict.IsIntact, verdict.Output);
        Assert.Contains($"proofs: {wanted}", verdict.Output, StringComparison.Ordinal);

        // The tool can say no: another leaf, another index, another checkpoint's root.
        var lines = await File.ReadAllLinesAsync(file);
        foreach (var change in new Func<string, string>[]
        {
            text => text.Replace("index ", "index 1", StringComparison.Ordinal),
            text => $"{text[..40]}{(text[40] == 'A' ? 'B' : 'A')}{text[41..]}",
            text => text.Replace("\u2014 ", "\u2014 x", StringComparison.Ordinal),
        })
        {
            var proof = JsonSerializer.Deserialize<Dictionary<string, string>>(lines[0])!["proof"];
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { proof = change(proof) }) + "\n");
            Assert.Equal(1, (await site.VerifyIndependentlyAsync(file)).ExitCode);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Pages_OfSignOffAndCertificate_ShowTheEntryAndGiveTheProof(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        await site.PassTheoryAsync(trainee);
        await site.SignLastCaseAsync(trainee, await site.SignedInAsync("huongdan"));
        await site.CertifyAsync();
        var (entryId, _) = await site.NewestAsync();
        Assert.Contains("điểm kiểm chứng tiếp theo", (await trainee.GetAsync($"/logbook/{entryId}")).Text, StringComparison.Ordinal);

        await site.SignCheckpointAsync();

        var entry = await trainee.GetAsync($"/logbook/{entryId}");
        var (leaf, _) = await Trail.NewestEventAsync(site, "Logbook.CaseSigned");
        Assert.Contains($"Nhật ký kiểm toán: mục {leaf.Index + 1}", entry.Text, StringComparison.Ordinal);
        var address = $"/logbook/{entryId}" + entry.Page.QuerySelector("a[download][href*=Proof]")!.GetAttribute("href");
        await AssertProofAsync(site, await trainee.GetAsync(address), leaf);

        // Whoever may not open the entry gets no proof of it either.
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignedInAsync("bsnoi")).GetAsync(address)).Status);

        var person = await site.PersonIdAsync(Given.Trainee);
        var certificate = await site.DataAsync(db => db.Certificates.Where(c => c.PersonId == person).Select(c => new { c.Id, c.Token }).SingleAsync());
        var (issued, _) = await Trail.NewestEventAsync(site, Certificate.IssuedAction);
        Assert.Equal(certificate.Id, issued.SubjectId);
        Assert.Contains($"Mục {issued.Index + 1}", (await trainee.GetAsync($"/certificates/{certificate.Id}")).Text, StringComparison.Ordinal);
        await AssertProofAsync(site, await trainee.GetAsync($"/certificates/{certificate.Id}?handler=Proof"), issued);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignedInAsync("bsnoi")).GetAsync($"/certificates/{certificate.Id}?handler=Proof")).Status);
        Assert.Contains($"Mục {issued.Index + 1}", (await site.Visitor().GetAsync($"/verify/{certificate.Token}")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Checkpoint_SignedOnceForEachSize_AndPublic(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        await site.AppendAsync(5);
        await site.SignCheckpointAsync();
        await site.SignCheckpointAsync();
        await site.AppendAsync(3);
        await Task.WhenAll(site.SignCheckpointAsync(), site.SignCheckpointAsync(), site.SignCheckpointAsync());
        Assert.Equal(2, await site.DataAsync(db => db.Set<Checkpoint>().CountAsync()));

        var visitor = site.Visitor();
        var note = (await visitor.GetAsync("/audit/checkpoint")).Body;
        using var key = System.Security.Cryptography.ECDsa.Create();
        key.ImportFromPem((await visitor.GetAsync("/audit/keys.pem")).Body);
        var head = await site.DataAsync(db => db.AuditHeadAsync(default));
        var signed = CheckpointNote.Open(note, [key]);
        Assert.Equal(head.Size, signed!.Value.Size);
        Assert.Equal(head.Root(), signed.Value.Root);

        using var jwks = JsonDocument.Parse((await visitor.GetAsync("/.well-known/jwks.json")).Body);
        var jwk = jwks.RootElement.GetProperty("keys")[0];
        Assert.Equal<(string?, string?, string?)>(("EC", "P-256", "ES256"), (jwk.GetProperty("kty").GetString(), jwk.GetProperty("crv").GetString(), jwk.GetProperty("alg").GetString()));
        Assert.False(jwk.TryGetProperty("d", out _));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(site.Folder, "keys", SigningKey.FileName)));
        }
    }

    private static async Task AssertProofAsync(Site site, Answer file, AuditLeaf leaf)
    {
        Assert.True(file.IsOk, $"{file.Status}");
        var lines = file.Body.Split('\n');
        Assert.Equal("c2sp.org/tlog-proof@v1", lines[0]);
        Assert.Equal(leaf.Json, Encoding.UTF8.GetString(Convert.FromBase64String(lines[1]["extra ".Length..])));
        Assert.Equal($"index {leaf.Index}", lines[2]);
        var gap = Array.IndexOf(lines, "");
        var signed = CheckpointNote.Open(string.Join('\n', lines[(gap + 1)..]), site.Services.GetRequiredService<SigningKey>().All)!.Value;
        Assert.True(MerkleProof.Includes(signed.Root, leaf.Hash, leaf.Index, signed.Size, [.. lines[3..gap].Select(Convert.FromBase64String)]));
    }
}
