using System.Net;
using System.Net.Http.Headers;
using Training.Media.Contracts;
using Training.Media.Storing;
using Training.Tests.Support;

namespace Training.Tests.Media;

/// <summary>Any part of a file is exactly that part, and a changed block is never sent (UPL-4: the hash is verified on read).</summary>
public sealed class RangeTests
{
    [Theory, OnSqlite]
    public async Task Ranges_Any_EqualSlices(Database database)
    {
        await using var site = await Files.StartAsync(database);
        var visitor = site.Visitor();
        var random = new Random(26);
        foreach (var length in new[] { 10, FileBlocks.From - 1, FileBlocks.From, (5 * FileBlocks.Size) + 12345 })
        {
            var content = new byte[length];
            random.NextBytes(content);
            var taken = await site.PutAsync(content, FileKind.Mp4Video);
            var address = $"/test/files/{taken.Hash}";
            Assert.Equal(content, await visitor.Client.GetByteArrayAsync(address));
            for (var n = 0; n < 60; n++)
            {
                var from = random.Next(length);
                var to = n % 3 == 0 ? random.Next(from, length) : Math.Min(length - 1, from + random.Next(200_000));
                await SameAsync(visitor, address, $"bytes={from}-{to}", content[from..(to + 1)], $"bytes {from}-{to}/{length}");
            }

            // From a place to the end, the last so many, more than there is, one octet, and around the borders of blocks.
            await SameAsync(visitor, address, $"bytes={length / 2}-", content[(length / 2)..]);
            await SameAsync(visitor, address, "bytes=-7", content[^7..]);
            await SameAsync(visitor, address, $"bytes=-{length + 5}", content);
            await SameAsync(visitor, address, $"bytes={length - 1}-{length + 100}", content[^1..]);
            await SameAsync(visitor, address, "bytes=0-0", content[..1]);
            for (var border = FileBlocks.Size; border < length; border += FileBlocks.Size)
            {
                await SameAsync(visitor, address, $"bytes={border - 1}-{border}", content[(border - 1)..(border + 1)]);
            }

            foreach (var outside in new[] { $"bytes={length}-", $"bytes={length + 1}-{length + 2}" })
            {
                using var answer = await AskAsync(visitor, address, outside);
                Assert.Equal((HttpStatusCode.RequestedRangeNotSatisfiable, $"bytes */{length}"), (answer.StatusCode, answer.Content.Headers.ContentRange!.ToString()));
            }

            // What was kept of another version is not continued.
            using (var same = await AskAsync(visitor, address, "bytes=3-5", $"\"{taken.Hash}\""))
            {
                Assert.Equal((HttpStatusCode.PartialContent, 3), (same.StatusCode, (await same.Content.ReadAsByteArrayAsync()).Length));
            }

            using var other = await AskAsync(visitor, address, "bytes=3-5", $"\"{new string('0', 64)}\"");
            Assert.Equal((HttpStatusCode.OK, length), (other.StatusCode, (await other.Content.ReadAsByteArrayAsync()).Length));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Range_OfAChangedBlock_IsNotSent(Database database)
    {
        await using var site = await Files.StartAsync(database);
        var visitor = site.Visitor();
        var content = new byte[6 * FileBlocks.Size];
        new Random(7).NextBytes(content);
        var taken = await site.PutAsync(content, FileKind.Mp4Video);
        var address = $"/test/files/{taken.Hash}";
        var path = site.PathOf(taken.Hash);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[(2 * FileBlocks.Size) + 5] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        // The block that was changed, and no other.
        using (var bad = await AskAsync(visitor, address, $"bytes={2 * FileBlocks.Size}-{(2 * FileBlocks.Size) + 3}"))
        {
            Assert.Equal(HttpStatusCode.InternalServerError, bad.StatusCode);
        }

        await SameAsync(visitor, address, $"bytes={FileBlocks.Size}-{FileBlocks.Size + 9}", content[FileBlocks.Size..(FileBlocks.Size + 10)]);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => visitor.Client.GetByteArrayAsync(address));
        Assert.Equal(FileState.Damaged, await site.StateAsync(taken.Hash));

        // Shorter than it was.
        await File.WriteAllBytesAsync(path, content[..(3 * FileBlocks.Size)]);
        using var gone = await AskAsync(visitor, address, "bytes=-1");
        Assert.Equal(HttpStatusCode.InternalServerError, gone.StatusCode);
        await site.PutAsync(content, FileKind.Mp4Video);
        await SameAsync(visitor, address, "bytes=-1", content[^1..]);
    }

    private static async Task SameAsync(Visitor visitor, string address, string range, byte[] expected, string? says = null)
    {
        using var answer = await AskAsync(visitor, address, range);
        Assert.Equal((range, HttpStatusCode.PartialContent), (range, answer.StatusCode));
        var actual = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(expected.AsSpan().SequenceEqual(actual), range);
        Assert.True(says is null || answer.Content.Headers.ContentRange!.ToString() == says, $"{answer.Content.Headers.ContentRange}");
    }

    private static async Task<HttpResponseMessage> AskAsync(Visitor visitor, string address, string range, string? ifRange = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = RangeHeaderValue.Parse(range) } };
        request.Headers.IfRange = ifRange is null ? null : new RangeConditionHeaderValue(ifRange);
        return await visitor.Client.SendAsync(request);
    }
}
