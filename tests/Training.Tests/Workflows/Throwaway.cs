using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;
using Training.Tests.Support;
using Training.Tests.Workflows.Conformance;
using Training.Tests.Workflows.Running;
using Training.Workflows.Contracts;

namespace Training.Tests.Workflows;

public sealed class Throwaway
{
    [Theory, OnSqlite]
    public async Task Serve(Database database)
    {
        if (!File.Exists("/tmp/h2-serve"))
        {
            return;
        }

        var (fragile, subjects, holders) = (new FragileActivity(), new TestSubjects(), new KeyHolders());
        var copied = await TestDatabase.CopyAsync(database, "demo");
        var site = (Site)Activator.CreateInstance(typeof(Site), BindingFlags.NonPublic | BindingFlags.Instance, null, [copied, "demo", null], null)!;
        typeof(Site).GetProperty("Extra", BindingFlags.NonPublic | BindingFlags.Instance)!.SetValue(site, (Action<IServiceCollection>)(services =>
        {
            services.AddSingleton<IProcessActivity>(fragile);
            services.AddSingleton<IProcessActivity>(new SetActivity());
            services.AddSingleton<IProcessSubject>(subjects);
            services.AddSingleton(holders);
            services.AddScoped<IAssigneeResolver, KeyResolver>();
        }));
        site.UseKestrel(5601);
        site.StartServer();
        holders.Add(await site.UserIdAsync("quantri"), "Phó Giáo sư Tiến sĩ Nguyễn Hoàng Phượng Quỳnh Trâm");
        var second = await site.UserIdAsync("giaovu");
        await site.GrantAsync(second, Roles.Administrator, "viet-duc");
        holders.Add(second, "BSCKII. Trần Quốc Khánh");
        await File.WriteAllTextAsync("/tmp/h2-ready", "empty");
        while (!File.Exists("/tmp/h2-fill"))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }

        await site.PublishAsync(await File.ReadAllTextAsync("/tmp/h2npm/sample.bpmn"));
        await site.PublishAsync(Drawings.Work(name: "Duyệt hồ sơ đề nghị tiếp nhận kỹ thuật chuyên môn của bệnh viện tuyến dưới"));
        await site.PublishAsync(Drawings.Fragile());
        var one = await site.BeginAsync("sign-case", subjects.Add("Ca can thiệp động mạch vành qua da có đặt stent, mã ca QN-2026-000123, Bệnh viện Đa khoa tỉnh Quảng Ninh"));
        var stopped = await site.BeginAsync("fragile", subjects.Add("Giấy chứng nhận hoàn thành gói kỹ thuật can thiệp mạch vành"));
        foreach (var number in Enumerable.Range(1, 4))
        {
            await site.BeginAsync("work", subjects.Add($"Hồ sơ đề nghị số {number} của Bệnh viện Đa khoa khu vực Cẩm Phả"));
        }

        site.Clock.Shift += TimeSpan.FromDays(6);
        await site.RunDueAsync();
        await site.BeginAsync("work", subjects.Add("Hồ sơ mới"));
        await site.PublishAsync(Drawings.Work(task: "review", name: "Xem xét hồ sơ"));
        await File.WriteAllTextAsync("/tmp/h2-ready", $"{one} {stopped}");
        while (!File.Exists("/tmp/h2-stop"))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }

        await site.DisposeAsync();
    }
}
