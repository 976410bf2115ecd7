using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Training.Modules;

namespace Training.Tests.Modules;

public sealed class SecretsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("training-keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Seal_Text_OpensForItsPurposeOnly()
    {
        var box = new SecretBox(new EphemeralDataProtectionProvider());
        var hidden = box.Seal("Identity.NationalId", "001085012345");

        Assert.Equal("001085012345", box.Open("Identity.NationalId", hidden));
        Assert.DoesNotContain("012345", hidden, StringComparison.Ordinal);
        Assert.NotEqual(hidden, box.Seal("Identity.NationalId", "001085012345"));
        Assert.ThrowsAny<CryptographicException>(() => box.Open("Identity.TotpSeed", hidden));
        Assert.ThrowsAny<CryptographicException>(() => box.Open("Identity.NationalId", hidden[..^4] + "AAAA"));
        Assert.ThrowsAny<CryptographicException>(() => new SecretBox(new EphemeralDataProtectionProvider()).Open("Identity.NationalId", hidden));
    }

    [Fact]
    public void Hash_SameKey_FindsTheSameTextAgain()
    {
        var (first, second) = (new LookupHash(_folder), new LookupHash(_folder));

        Assert.Equal(first.Of("a", "001085012345"), second.Of("a", "001085012345"));
        Assert.NotEqual(first.Of("a", "001085012345"), first.Of("a", "001085012346"));
        Assert.NotEqual(first.Of("a", "001085012345"), first.Of("b", "001085012345"));
        Assert.Matches("^[0-9a-f]{64}$", first.Of("a", "001085012345"));
    }

    [Fact]
    public void Hash_OtherKey_IsAnother()
    {
        var other = Path.Combine(_folder, "other");
        Assert.NotEqual(new LookupHash(_folder).Of("a", "001085012345"), new LookupHash(other).Of("a", "001085012345"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(other, LookupHash.FileName)));
        }
    }

    [Fact]
    public async Task Hash_FirstUseByManyAtOnce_MakesOneKey()
    {
        var hashes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => new LookupHash(_folder).Of("a", "x"))));

        Assert.Single(hashes.Distinct());
        Assert.Equal([LookupHash.FileName], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Hash_DamagedKey_IsRefused()
    {
        File.WriteAllBytes(Path.Combine(_folder, LookupHash.FileName), [1, 2, 3]);
        Assert.Contains("Restore", Assert.Throws<InvalidOperationException>(() => new LookupHash(_folder).Of("a", "x")).Message, StringComparison.Ordinal);
    }
}
