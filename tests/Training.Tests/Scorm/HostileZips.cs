using System.Text;

namespace Training.Tests.Scorm;

/// <summary>Archives that are refused, each with the key of the sentence that says why. All but a few hold a whole package besides what is wrong with them.</summary>
internal static class HostileZips
{
    private const uint UnixLink = 0xA1FF0000;

    public static IReadOnlyDictionary<string, (string Key, Func<byte[]> Make)> All { get; } = new (string Name, string Key, Func<byte[]> Make)[]
    {
        // Names
        ("absolute", "Zip.Name", () => Named("/etc/passwd.txt")),
        ("absolute twice", "Zip.Name", () => Named("//etc/passwd.txt")),
        ("up", "Zip.Name", () => Named("../evil.html")),
        ("up far", "Zip.Name", () => Named("../../../../../../../../tmp/evil.html")),
        ("up in between", "Zip.Name", () => Named("a/../../evil.html")),
        ("up at the end", "Zip.Name", () => Named("a/..")),
        ("only up", "Zip.Name", () => Named("..")),
        ("here", "Zip.Name", () => Named("./evil.html")),
        ("here in between", "Zip.Name", () => Named("a/./evil.html")),
        ("three dots", "Zip.Name", () => Named(".../evil.html")),
        ("empty folder name", "Zip.Name", () => Named("a//evil.html")),
        ("drive", "Zip.Name", () => Named("C:/evil.html")),
        ("drive without slash", "Zip.Name", () => Named("C:evil.html")),
        ("stream", "Zip.Name", () => Named("page.html:evil.html")),
        ("backslash", "Zip.Name", () => Named("a\\evil.html")),
        ("backslash up", "Zip.Name", () => Named("..\\..\\evil.html")),
        ("share", "Zip.Name", () => Named("\\\\host\\share\\evil.html")),
        ("NUL", "Zip.Name", () => Named("evil.html\0.png")),
        ("NUL first", "Zip.Name", () => Named("\0evil.html")),
        ("line break", "Zip.Name", () => Named("evil\n.html")),
        ("escape", "Zip.Name", () => Named("evil\u001b[2J.html")),
        ("right to left", "Zip.Name", () => Named("evil\u202Elmth.html")),
        ("nothing wide", "Zip.Name", () => Named("imsmanifest\u200B.xml")),
        ("dot at the end", "Zip.Name", () => Named("evil.html.")),
        ("space at the end", "Zip.Name", () => Named("evil.html ")),
        ("folder with a space", "Zip.Name", () => Named("a /evil.html")),
        ("empty", "Zip.Name.Length", () => Named("")),
        ("only a slash", "Zip.Name", () => Named("/")),
        ("long", "Zip.Name.Length", () => Named(new string('a', 600) + ".html")),
        ("longest", "Zip.Name.Length", () => Named(new string('a', 65_000) + ".html")),
        ("overlong slash", "Zip.Name.Encoding", () => With(new ZipEntry("", [1]) { NameBytes = [0x2e, 0x2e, 0xc0, 0xaf, 0x61] })),
        ("no UTF-8", "Zip.Name.Encoding", () => With(new ZipEntry("", [1]) { NameBytes = [0x61, 0xff, 0xfe, 0x2e, 0x6a, 0x73] })),
        ("deep", "Zip.Depth", () => Named(string.Concat(Enumerable.Repeat("a/", 40)) + "evil.html")),
        ("twice", "Zip.Twice", () => Base().Add("a.html", "1").Add("a.html", "2").Write()),
        ("manifest twice", "Zip.Twice", () => Base().Add("imsmanifest.xml", "<manifest/>").Write()),
        ("case", "Zip.Twice", () => Base().Add("a.html", "1").Add("A.html", "2").Write()),
        ("case of a letter with tone", "Zip.Twice", () => Base().Add("đ.html", "1").Add("Đ.html", "2").Write()),
        ("composed and decomposed", "Zip.Twice", () => Base().Add("\u00e9.html", "1").Add("e\u0301.html", "2").Write()),
        ("file and folder", "Zip.Twice", () => Base().Add("a.html", "1").Add("a.html/b.html", "2").Write()),
        ("folder and file", "Zip.Twice", () => Base().Add("a.html/b.html", "2").Add("a.html", "1").Write()),
        ("other name before the bytes", "Zip.Broken", () => With(new ZipEntry("page.html", [1]) { OtherName = "evil.exe" })),

        // Links
        ("symbolic link", "Zip.Link", () => With(new ZipEntry("link.html", "/etc/passwd"u8.ToArray()) { System = 3, Attributes = UnixLink })),
        ("symbolic link of a Mac", "Zip.Link", () => With(new ZipEntry("link.html", "/etc/passwd"u8.ToArray()) { System = 19, Attributes = UnixLink })),
        ("link as folder", "Zip.Link", () => Base().Add(new ZipEntry("up", "../.."u8.ToArray()) { System = 3, Attributes = UnixLink }).Add("up/evil.html", "1").Write()),
        ("device", "Zip.Link", () => With(new ZipEntry("dev.html", []) { System = 3, Attributes = 0x21B60000 })),
        ("pipe", "Zip.Link", () => With(new ZipEntry("pipe.html", []) { System = 3, Attributes = 0x11B60000 })),
        ("socket", "Zip.Link", () => With(new ZipEntry("socket.html", []) { System = 3, Attributes = 0xC1B60000 })),

        // Bombs and lies
        ("zeros", "Zip.Ratio", () => With(Zeros("zeros.html", 64))),
        ("zeros with a small claim", "Zip.Ratio", () => With(Zeros("zeros.html", 64) with { ClaimedBytes = 10 })),
        ("zeros with a claim of nothing", "Zip.Ratio", () => With(Zeros("zeros.html", 64) with { ClaimedBytes = 0 })),
        ("many small bombs", "Zip.Ratio", () => Enumerable.Range(0, 40).Aggregate(Base(), (zip, i) => zip.Add(Zeros($"z{i}.html", 1) with { Content = new byte[1024 * 1024] })).Write()),
        ("too much", "Zip.Unpacked", () => Enumerable.Range(0, 30).Aggregate(Base(), (zip, i) => zip.Add(Noise($"n{i}.html", 1))).Write()),
        ("one too large", "Zip.Unpacked", () => With(Noise("n.html", 25))),
        ("too many", "Zip.Files", () => Enumerable.Range(0, 600).Aggregate(Base(), (zip, i) => zip.Add($"f{i}.html", "")).Write()),
        ("claims many", "Zip.Files", () => Base(claimedCount: 60_000).Write()),
        ("claims few", "Zip.Broken", () => Base(claimedCount: 1).Write()),
        ("smaller than claimed", "Zip.Broken", () => With(new ZipEntry("a.html", "123"u8.ToArray()) { ClaimedBytes = 300 })),
        ("larger than claimed", "Zip.Broken", () => With(new ZipEntry("a.html", "123"u8.ToArray()) { ClaimedBytes = 2 })),
        ("wrong checksum", "Zip.Broken", () => With(new ZipEntry("a.html", "123"u8.ToArray()) { Checksum = 7 })),
        ("stored, other claim", "Zip.Broken", () => With(new ZipEntry("a.html", "123"u8.ToArray()) { Deflated = false, ClaimedBytes = 2 })),
        ("packed beyond the end", "Zip.Overlap", () => With(new ZipEntry("a.html", "123"u8.ToArray()) { ClaimedPacked = 1_000_000 })),
        ("no deflate", "Zip.Broken", () => With(new ZipEntry("a.html", "123"u8.ToArray()) { Packed = [0xff, 0xff, 0xff, 0xff, 0xff] })),
        ("two share their bytes", "Zip.Overlap", () => Base().Add(new ZipEntry("b.html", "123"u8.ToArray()) { HeaderAt = 0, WithoutHeader = true }).Write()),
        ("thousand share their bytes", "Zip.Overlap", () => Enumerable.Range(0, 400).Aggregate(Base(), (zip, i) => zip.Add(new ZipEntry($"b{i}.html", new byte[100_000]) { HeaderAt = 0, WithoutHeader = true })).Write()),
        ("begins inside another", "Zip.Overlap", () => Base().Add(new ZipEntry("b.html", "123"u8.ToArray()) { HeaderAt = 5, WithoutHeader = true }).Write()),
        ("begins nowhere", "Zip.Broken", () => With(new ZipEntry("b.html", "123"u8.ToArray()) { HeaderAt = 0x7fffffff, WithoutHeader = true })),

        // What is no ordinary archive
        ("encrypted", "Zip.Encrypted", () => With(new ZipEntry("a.html", [1]) { Flags = 0x801 })),
        ("strongly encrypted", "Zip.Encrypted", () => With(new ZipEntry("a.html", [1]) { Flags = 0x840 })),
        ("names encrypted", "Zip.Encrypted", () => With(new ZipEntry("a.html", [1]) { Flags = 0x2800 })),
        ("LZMA", "Zip.Method", () => With(new ZipEntry("a.html", [1]) { Method = 14 })),
        ("imploded", "Zip.Method", () => With(new ZipEntry("a.html", [1]) { Method = 6 })),
        ("ZIP64 size", "Zip.Zip64", () => With(new ZipEntry("a.html", [1]) { ClaimedBytes = uint.MaxValue })),
        ("ZIP64 place", "Zip.Zip64", () => With(new ZipEntry("a.html", [1]) { HeaderAt = uint.MaxValue })),
        ("ZIP64 count", "Zip.Zip64", () => Base(claimedCount: ushort.MaxValue).Write()),
        ("on another disk", "Zip.Broken", () => With(new ZipEntry("a.html", [1]) { Disk = 1 })),
        ("something before", "Zip.Broken", () => new ZipWriter { Before = "GIF89a"u8.ToArray() }.Add("imsmanifest.xml", "<manifest/>").Write()),
        ("something behind", "Zip.None", () => new ZipWriter { After = "<script>"u8.ToArray() }.Add("imsmanifest.xml", "<manifest/>").Write()),
        ("end in the comment", "Zip.Broken", () => new ZipWriter { Comment = [0x50, 0x4b, 5, 6, .. new byte[18]] }.Add("imsmanifest.xml", "<manifest/>").Write()),
        ("list elsewhere", "Zip.Broken", () => Base(listAt: 3).Write()),
        ("list too long", "Zip.Broken", () => Base(listBytes: 0x7fffffff).Write()),
        ("cut", "Zip.None", () => Base(cutTo: 200).Write()),
        ("empty file", "Zip.None", () => []),
        ("no archive", "Zip.None", () => "<html></html>"u8.ToArray()),
        ("folder with content", "Zip.Broken", () => With(new ZipEntry("a/", "123"u8.ToArray()))),

        // What no lesson holds
        ("archive inside", "Zip.Type", () => With(new ZipEntry("more.zip", Base().Write()))),
        ("archive inside by another name", "Zip.Nested", () => With(new ZipEntry("photo.png", Base().Write()))),
        ("archive inside an archive inside", "Zip.Nested", () => With(new ZipEntry("photo.png", With(new ZipEntry("photo.png", Base().Write()))))),
        ("gzip by another name", "Zip.Nested", () => With(new ZipEntry("photo.png", [0x1f, 0x8b, 8, 0]))),
        ("program", "Zip.Type", () => With(new ZipEntry("setup.exe", "MZ"u8.ToArray()))),
        ("program by another name", "Zip.Nested", () => With(new ZipEntry("page.html", "MZ\0\0"u8.ToArray()))),
        ("script of a server", "Zip.Type", () => Named("shell.php")),
        ("script of a server with capitals", "Zip.Type", () => Named("shell.PhP")),
        ("settings of a server", "Zip.Type", () => Named(".htaccess")),
        ("shell script by another name", "Zip.Nested", () => With(new ZipEntry("run.txt", "#!/bin/sh"u8.ToArray()))),
    }.ToDictionary(row => row.Name, row => (row.Key, row.Make));

    public static ZipWriter Base(ushort? claimedCount = null, uint? listAt = null, uint? listBytes = null, int? cutTo = null)
    {
        var part = new Sco("p1", "Rửa tay");
        return new ZipWriter { ClaimedCount = claimedCount, ClaimedListAt = listAt, ClaimedListBytes = listBytes, CutTo = cutTo }
            .Add("imsmanifest.xml", Packages.Manifest12(part))
            .Add("sco.js", Packages.Script)
            .Add("p1.html", Packages.PageOf(part));
    }

    private static byte[] Named(string name) => With(new ZipEntry(name, "evil"u8.ToArray()));

    private static byte[] With(ZipEntry entry) => Base().Add(entry).Write();

    private static ZipEntry Zeros(string name, int megabytes) => new(name, []) { Packed = ZipWriter.Deflate(new byte[megabytes * 1024 * 1024]), ClaimedBytes = (uint)megabytes * 1024 * 1024 };

    // Packs to about a half: no bomb, and too much all the same.
    private static ZipEntry Noise(string name, int megabytes)
    {
        var content = new byte[megabytes * 1024 * 1024];
        new Random(20261123).NextBytes(content);
        for (var i = 0; i < content.Length; i++)
        {
            content[i] = (byte)('a' + (content[i] % 16));
        }

        return new ZipEntry(name, content);
    }
}
