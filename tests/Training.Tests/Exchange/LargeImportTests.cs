using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Training.Identity.Grants;
using Training.Tests.Support;
using Xunit.Abstractions;

namespace Training.Tests.Exchange;

/// <summary>A staff file of 20 000 rows. The figures are printed; only the counts are asserted.</summary>
public sealed class LargeImportTests(ITestOutputHelper output)
{
    private const int Rows = 20_000;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task StaffFile_Of20000Rows_ShowsProgressAndIsStored(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = site.Visitor();
        administrator.Client.Timeout = Timeout.InfiniteTimeSpan;
        await administrator.SignInAsync("quantri@demo.local");
        var lines = new StringBuilder("full_name,date_of_birth,national_id,licence_number,hospital,department,position,from\r\n");
        for (var number = 0; number < Rows; number++)
        {
            lines.Append(CultureInfo.InvariantCulture, $"Nguyễn Văn Thử {number},1980-01-01,022080{number:D6},{number}/TEST,viet-tiep,Khoa {number % 40},Bác sĩ,2020-01-01\r\n");
        }

        var watch = Stopwatch.StartNew();
        var sent = await administrator.UploadAsync("staff", Encoding.UTF8.GetBytes(lines.ToString()));
        var upload = watch.Elapsed;
        var progress = new List<double>();
        var preview = await administrator.CheckedAsync(sent.Location!, page => progress.Add(double.Parse(page.Page.QuerySelector("progress")!.GetAttribute("value")!, CultureInfo.InvariantCulture)));
        var check = watch.Elapsed - upload;
        watch.Restart();
        site.Statements.Reset();
        await administrator.CommitAsync(preview);
        var commit = watch.Elapsed;
        var statements = site.Statements.Statements.Count;
        watch.Restart();
        var again = await administrator.PreviewAsync("staff", Encoding.UTF8.GetBytes(lines.ToString()));
        output.WriteLine(
            $"{database}: {Rows} rows ({lines.Length / 1024} K characters): upload {upload.TotalSeconds:F1} s, preview {check.TotalSeconds:F1} s after it "
            + $"(progress seen: {string.Join(' ', progress.Distinct())}), commit {commit.TotalSeconds:F1} s in {statements} statements, the same file again {watch.Elapsed.TotalSeconds:F1} s");

        Assert.Equal([Rows, 0, 0, 0], preview.Figures());
        Assert.Equal(progress.Order(), progress);
        Assert.Equal([0, 0, Rows, 0], again.Figures());
        Assert.Equal(Rows, await site.DataAsync(db => db.People.CountAsync(p => p.LicenceKey!.EndsWith("test"))));
    }
}
