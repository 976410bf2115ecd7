using System.IO.Compression;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Exchange.Contracts;
using Training.Identity.Users;
using Training.Modules;
using Training.Tests.Access;
using Training.Tests.Support;

namespace Training.Tests.Exchange;

/// <summary>UPL-9, seen from the files: whatever stands in the database, no table that leaves the site holds a formula.</summary>
public sealed class ExportSafetyTests
{
    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryExport_OfHostileCells_HasTextOnly(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var tables = await site.DataAsync((_, services) => Task.FromResult(services.GetServices<ITableExport>().Select(export => (export.Name, export.GetType().Assembly)).ToArray()));
        var others = await AddressesOfTablesAsync(site, administrator);
        Assert.Contains("/admin/audit?handler=Csv", others);

        // SQLite stores U+0000, PostgreSQL can not.
        string[] prefixes = ["=", "+", "-", "@", "\t", "\r", .. database == Database.Sqlite ? new[] { "\0" } : []];
        await site.DataAsync(async (db, services) =>
        {
            foreach (var prefix in prefixes)
            {
                await services.GetRequiredService<IAuditTrail>().RecordAsync(new AuditEvent("Test.Happened", "Test", Guid.Empty) { Reason = prefix + "1+1", Facts = new Dictionary<string, string?> { [prefix] = prefix } }, default);
            }

            return await PoisonAsync(db, [.. tables.Select(table => table.Assembly).Distinct()], prefixes);
        });

        foreach (var (name, _) in tables)
        {
            var sheet = CellsOf(await administrator.DownloadAsync($"/admin/export/{name}.xlsx"), name);
            var csv = Rows(System.Text.Encoding.UTF8.GetString(await administrator.DownloadAsync($"/admin/export/{name}.csv")).TrimStart('\uFEFF'));
            Assert.Equal(sheet.Count, csv.Count);
            foreach (var prefix in prefixes.Where(prefix => prefix != "\0"))
            {
                Assert.True(sheet.Any(row => row.Any(cell => cell.StartsWith(Read(prefix), StringComparison.Ordinal))), $"{name} has no cell that begins with U+{(int)prefix[0]:X4}: this test must fill its table too.");
            }

            foreach (var (row, plain) in sheet.Zip(csv))
            {
                Assert.Equal(row.Count, plain.Count);
                Assert.All(row.Zip(plain), pair => Assert.True(!IsDangerous(pair.First) || Read(pair.Second) == "'" + pair.First, $"{name}: {pair}"));
                Assert.DoesNotContain(plain, IsDangerous);
            }
        }

        foreach (var address in others)
        {
            var file = await administrator.DownloadAsync(address);
            if (file is [(byte)'P', (byte)'K', ..])
            {
                CellsOf(file, address);
                continue;
            }

            var rows = Rows(System.Text.Encoding.UTF8.GetString(file).TrimStart('\uFEFF'));
            Assert.All(rows, row => Assert.DoesNotContain(row, IsDangerous));
            Assert.Contains(rows, row => row.Any(cell => cell.StartsWith("'=", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Checks_OfBadFiles_Fail()
    {
        Assert.True(IsDangerous("=1") && IsDangerous("\0=") && !IsDangerous("'=1") && !IsDangerous(""));
        Assert.Equal([["a\"b", "c,\r\nd", ""], ["=e"]], Rows("\"a\"\"b\",\"c,\r\nd\",\r\n=e\r\n"));
        Assert.ThrowsAny<Exception>(() => CellsOf(Workbook("<c t=\"inlineStr\"><f>1+1</f></c>"), "formula"));
        Assert.ThrowsAny<Exception>(() => CellsOf(Workbook("<c t=\"n\"><v>-1</v></c>"), "number"));
        Assert.Equal([["=1"]], CellsOf(Workbook("<c t=\"inlineStr\"><is><t>=1</t></is></c>"), "text"));
    }

    // Whoever reads XML reads a carriage return as the end of a line.
    private static string Read(string cell) => cell.ReplaceLineEndings("\n");

    private static bool IsDangerous(string cell) => cell.Length > 0 && "=+-@\t\r\n\0".Contains(cell[0], StringComparison.Ordinal);

    /// <summary>Every address without parts that answers with a table, whatever module it is of.</summary>
    private static async Task<IReadOnlyList<string>> AddressesOfTablesAsync(Site site, Visitor administrator)
    {
        var found = new List<string>();
        foreach (var endpoint in (await MatrixEndpoints.ReadAsync(site.Services)).Where(e => e.Verb == "GET" && e.Parameters.Count == 0))
        {
            using var response = await administrator.Client.GetAsync(endpoint.Route, HttpCompletionOption.ResponseHeadersRead);
            if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType is { } type && (type == "text/csv" || type.Contains("spreadsheet", StringComparison.Ordinal)))
            {
                found.Add(endpoint.Route);
            }
        }

        return found;
    }

    /// <summary>Puts each prefix before the free texts of some rows of every table of these modules, but of those that sign people in.</summary>
    private static async Task<int> PoisonAsync(TrainingDbContext db, IReadOnlyList<System.Reflection.Assembly> modules, string[] prefixes)
    {
        var set = typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!;
        foreach (var type in db.Model.GetEntityTypes().Where(type => modules.Contains(type.ClrType.Assembly) && type.ClrType != typeof(User)
            && !type.ClrType.IsAssignableTo(typeof(IAppendOnly)) && !type.GetForeignKeys().Any(key => key.PrincipalEntityType.ClrType == typeof(User))).ToList())
        {
            IProperty[] texts = [.. type.GetProperties().Where(property => property.ClrType == typeof(string) && !property.IsKey() && !property.IsForeignKey() && !property.IsIndex() && property.GetMaxLength() is null or > 20)];
            var rows = await ((IQueryable<object>)set.MakeGenericMethod(type.ClrType).Invoke(db, null)!).Take(200).ToListAsync();
            foreach (var (index, row) in rows.Index())
            {
                foreach (var text in texts)
                {
                    db.Entry(row).Property(text.Name).CurrentValue = prefixes[index % prefixes.Length] + "1+1";
                }
            }
        }

        return await db.SaveChangesAsync();
    }

    /// <summary>The cells as they stand in the parts of the workbook; fails where one of them is worked out.</summary>
    private static List<IReadOnlyList<string>> CellsOf(byte[] workbook, string name)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        var rows = new List<IReadOnlyList<string>>();
        foreach (var entry in archive.Entries)
        {
            Assert.False(entry.FullName.Contains("externalLink", StringComparison.OrdinalIgnoreCase) || entry.FullName.Contains("connections", StringComparison.OrdinalIgnoreCase), $"{name}: {entry.FullName}");
            using var stream = entry.Open();
            var part = XDocument.Load(stream, LoadOptions.PreserveWhitespace);
            Assert.DoesNotContain(part.Descendants(), element => element.Name.LocalName is "f" or "definedName" or "ddeLink" or "oleLink" or "hyperlink");
            foreach (var row in part.Descendants(Sheet + "row"))
            {
                Assert.All(row.Elements(Sheet + "c"), cell => Assert.Equal("inlineStr", cell.Attribute("t")?.Value));
                rows.Add([.. row.Elements(Sheet + "c").Select(cell => string.Concat(cell.Descendants(Sheet + "t").Select(text => text.Value)))]);
            }
        }

        return rows;
    }

    /// <summary>RFC 4180, and nothing taken away.</summary>
    private static List<IReadOnlyList<string>> Rows(string csv)
    {
        var rows = new List<IReadOnlyList<string>>();
        var row = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var at = 0; at < csv.Length; at++)
        {
            if (quoted)
            {
                quoted = csv[at] != '"' || (at + 1 < csv.Length && csv[at + 1] == '"');
                at += quoted && csv[at] == '"' ? 1 : 0;
                if (quoted)
                {
                    cell.Append(csv[at]);
                }
            }
            else if (csv[at] == '"')
            {
                quoted = true;
            }
            else if (csv[at] == ',' || string.CompareOrdinal(csv, at, "\r\n", 0, 2) == 0)
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (csv[at] == '\r')
                {
                    rows.Add([.. row]);
                    row.Clear();
                    at++;
                }
            }
            else
            {
                cell.Append(csv[at]);
            }
        }

        Assert.Empty(row);
        return rows;
    }

    private static byte[] Workbook(string cell)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            using var writer = new StreamWriter(archive.CreateEntry("xl/worksheets/sheet1.xml").Open());
            writer.Write($"<worksheet xmlns=\"{Sheet}\"><sheetData><row>{cell}</row></sheetData></worksheet>");
        }

        return stream.ToArray();
    }
}
