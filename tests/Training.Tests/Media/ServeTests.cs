using System.Net;
using System.Net.Http.Headers;
using Training.Media.Contracts;
using Training.Tests.Support;

namespace Training.Tests.Media;

public sealed class ServeTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Serve_File_IsADownloadThatRunsNothing(Database database)
    {
        await using var site = await Files.StartAsync(database);
        var content = Samples.Png(40, 40);
        var taken = await site.PutAsync(content);
        var answer = await site.Visitor().Client.GetAsync($"/test/files/{taken.Hash}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(("attachment", "minh-chung1.png"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"], answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(["same-origin"], answer.Headers.GetValues("Cross-Origin-Resource-Policy"));
        Assert.Equal("no-cache, private", answer.Headers.CacheControl!.ToString());
        Assert.Equal($"\"{taken.Hash}\"", answer.Headers.ETag!.Tag);

        // A page keeps the policy of the site.
        Assert.Contains("script-src", (await site.Visitor().GetAsync("/account/login")).Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Serve_SoundByRangeAndAgain_SendsWhatIsMissing(Database database)
    {
        await using var site = await Files.StartAsync(database);
        var content = SoundSamples.Ogg();
        var taken = await site.PutAsync(content, FileKind.OggAudio);
        using var range = new HttpRequestMessage(HttpMethod.Get, $"/test/files/{taken.Hash}") { Headers = { Range = new RangeHeaderValue(10, 19) } };
        var part = await site.Visitor().Client.SendAsync(range);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(content[10..20], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal("audio/ogg", part.Content.Headers.ContentType!.ToString());

        using var again = new HttpRequestMessage(HttpMethod.Get, $"/test/files/{taken.Hash}") { Headers = { IfNoneMatch = { new EntityTagHeaderValue($"\"{taken.Hash}\"") } } };
        var same = await site.Visitor().Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Serve_GoneOrChanged_SendsNoByteOfIt(Database database)
    {
        await using var site = await Files.StartAsync(database);
        var (removed, changed) = (await site.PutAsync(Samples.Png(11, 11)), await site.PutAsync(Samples.Png(12, 12)));
        await site.StoreAsync(store => store.RemoveAsync(removed.Hash, CancellationToken.None));
        await File.WriteAllTextAsync(site.PathOf(changed.Hash), Samples.Canary);
        var visitor = site.Visitor();

        // Not even "not modified" to a browser that still has it.
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/test/files/{removed.Hash}") { Headers = { IfNoneMatch = { new EntityTagHeaderValue($"\"{removed.Hash}\"") } } };
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.SendAsync(again)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/test/files/{new string('0', 64)}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/test/files/..%2F..%2Ftraining.db")).Status);
        var answer = await visitor.GetAsync($"/test/files/{changed.Hash}");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.DoesNotContain(Samples.Canary, answer.Body, StringComparison.Ordinal);
    }
}
