using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.LearningCurves.Settings;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.LearningCurves;

/// <summary>What curves are measured by is data with days, set by whoever answers for it, after they have seen how often it is wrong.</summary>
public sealed class SettingsTests
{
    private const string Own = "/curves/settings/GKT-09/1/pedicle-screw";
    private const string Common = "/curves/settings/common";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Set_NewNumbers_ShowsTheRatesFirst_ThenStores_AndKeepsTheOldOnes(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("giaovu");
        var form = await office.GetAsync(Own);
        Assert.Equal("10", form.Page.QuerySelector("#Input_Acceptable")!.GetAttribute("value"));
        Assert.Matches("6[4567] trong 100 chuỗi trong vòng 50 ca", form.Text);

        var before = await CountAsync();
        var shown = await office.SubmitAsync(form, Numbers("10", "20", "2,5", "3"));
        Assert.True(shown.IsOk, $"{shown.Status} {shown.Location}");
        Assert.Matches("(9|10) trong 100 chuỗi trong vòng 50 ca", shown.Text);
        Assert.Equal(before, await CountAsync());
        Assert.Equal("2,5", shown.Page.QuerySelector("#Input_CompetenceLimit")!.GetAttribute("value"));

        // Other numbers than those that were shown are shown first, too.
        var other = await office.SubmitAsync(shown, new() { ["Input.CompetenceLimit"] = "2.25" });
        Assert.True(other.IsOk);
        var stored = await office.SubmitAsync(other, []);
        Assert.Equal("/curves/settings", stored.Location);
        var settings = await site.DataAsync(db => db.Set<CurveSetting>().AsNoTracking().Where(s => s.CompetenceLimit == 2.25m).SingleAsync());
        Assert.Equal((.10m, .20m, 3m, site.Clock.Today()), (settings.Acceptable, settings.Unacceptable, settings.RelapseLimit, settings.ValidFrom));
        Assert.Equal(before + 1, await CountAsync());
        Assert.Contains("giới hạn đạt 2,25", (await office.GetAsync("/curves/settings")).Text, StringComparison.Ordinal);
        var history = await office.GetAsync(Own);
        Assert.Contains("giới hạn đạt 1,25", history.Text, StringComparison.Ordinal);
        Assert.Contains("Biên bản hội đồng chuyên môn 12", history.Text, StringComparison.Ordinal);
        Assert.Contains(await site.ActionsAsync(), action => action == CurveSetting.SetAction);

        // What was practised before is still measured by what held then.
        var curves = await (await site.SignedInAsync("hocvien")).GetAsync("/curves?technique=pedicle-screw");
        Assert.Contains("giới hạn đạt 1,25", curves.Page.QuerySelector("svg.chart")!.TextContent, StringComparison.Ordinal);

        Task<int> CountAsync() => site.DataAsync(db => db.Set<CurveSetting>().CountAsync());
    }

    [Theory, OnSqlite]
    public async Task Set_SameFormTwice_StoresOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("giaovu");
        var shown = await office.SubmitAsync(await office.GetAsync(Own), Numbers("8", "16", "2", "2"));
        var (address, fields) = Visitor.FormOf(shown, []);
        Assert.Equal("/curves/settings", (await office.PostAsync(address, fields)).Location);
        Assert.Equal("/curves/settings", (await office.PostAsync(address, fields)).Location);
        Assert.Equal(1, await site.DataAsync(db => db.Set<CurveSetting>().CountAsync(s => s.Acceptable == .08m)));
    }

    [Theory]
    [InlineData("20", "20", "1", "1", "Input.Unacceptable")]
    [InlineData("20", "10", "1", "1", "Input.Unacceptable")]
    [InlineData("0", "10", "1", "1", "Input.Acceptable")]
    [InlineData("10", "100", "1", "1", "Input.Unacceptable")]
    [InlineData("10", "20", "0", "1", "Input.CompetenceLimit")]
    [InlineData("10", "20", "-1", "1", "Input.CompetenceLimit")]
    [InlineData("10", "20", "1", "0", "Input.RelapseLimit")]
    [InlineData("10", "20", "1", "11", "Input.RelapseLimit")]
    [InlineData("ten", "20", "1", "1", "Input.Acceptable")]
    [InlineData("10", "20", "1,00001", "1", "Input.CompetenceLimit")]
    [InlineData("10", "20", "1", "", "Input.RelapseLimit")]
    public async Task Set_ImpossibleNumbers_AreRefusedBesideTheirField_AndNothingIsLost(string acceptable, string unacceptable, string competence, string relapse, string field)
    {
        await using var site = await Site.StartAsync(Database.Sqlite);
        var office = await site.SignedInAsync("giaovu");
        var refused = await office.SubmitAsync(await office.GetAsync(Own), Numbers(acceptable, unacceptable, competence, relapse));
        Assert.True((int)refused.Status is 200 or 422, $"{refused.Status}");
        Assert.NotEmpty(refused.Errors);
        Assert.Contains("input-validation-error", refused.Page.GetElementById(field.Replace('.', '_'))!.ClassList);
        Assert.Equal(acceptable, refused.Page.QuerySelector("#Input_Acceptable")!.GetAttribute("value"));
        Assert.Contains("Biên bản hội đồng chuyên môn 12", refused.Page.QuerySelector("#Input_Source")!.TextContent, StringComparison.Ordinal);
        Assert.False(await site.DataAsync(db => db.Set<CurveSetting>().AnyAsync(s => s.SetBy != "")));
    }

    [Theory, OnSqlite]
    public async Task Set_DayThatIsOver_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("giaovu");
        var numbers = Numbers("10", "20", "2", "2");
        numbers["Input.ValidFrom"] = $"{site.Clock.Today().AddDays(-1):yyyy-MM-dd}";
        var refused = await office.SubmitAsync(await office.GetAsync(Own), numbers);
        Assert.NotEmpty(refused.Errors);
        Assert.Contains("input-validation-error", refused.Page.GetElementById("Input_ValidFrom")!.ClassList);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Set_PackageOfAnotherHospital_OrForAllOthers_IsForTheAdministratorOnly(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("giaovu");
        Assert.Equal(404, (int)(await office.GetAsync(Common)).Status);
        Assert.Equal(404, (int)(await office.GetAsync("/curves/settings/GKT-01/1/pci")).Status);
        Assert.Equal(404, (int)(await office.GetAsync("/curves/settings/GKT-09/1/pci")).Status);
        Assert.DoesNotContain("GKT-01", (await office.GetAsync("/curves/settings")).Text, StringComparison.Ordinal);

        var administrator = await site.SignedInAsync("quantri");
        Assert.Contains("GKT-01", (await administrator.GetAsync("/curves/settings")).Text, StringComparison.Ordinal);
        var shown = await administrator.SubmitAsync(await administrator.GetAsync(Common), Numbers("12", "25", "2", "2"));
        Assert.Equal("/curves/settings", (await administrator.SubmitAsync(shown, [])).Location);
        Assert.Equal(1, await site.DataAsync(db => db.Set<CurveSetting>().CountAsync(s => s.PackageVersionId == null && s.Acceptable == .12m)));
        Assert.Equal(403, (int)(await (await site.SignedInAsync("hocvien")).GetAsync("/curves/settings")).Status);
    }

    [Theory, OnSqlite]
    public async Task Recipe_RunAgain_AddsNothing(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        Assert.Equal(3, await site.DataAsync(db => db.Set<CurveSetting>().CountAsync()));
        await site.DataAsync(async (_, services) =>
        {
            await services.GetService<RecipeRunner>()!.RunAsync(Path.Combine(AppContext.BaseDirectory, "Recipes", "blank.recipe.json"), default);
            return true;
        });
        Assert.Equal(3, await site.DataAsync(db => db.Set<CurveSetting>().CountAsync()));
    }

    [Fact]
    public void Book_DaysAndKeys_GiveWhatHeld()
    {
        var (package, technique) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        static CurveSetting Of(Guid? package, Guid? technique, decimal limit, string from, string? to = null) => new()
        {
            PackageVersionId = package,
            TechniqueId = technique,
            Acceptable = .1m,
            Unacceptable = .2m,
            CompetenceLimit = limit,
            RelapseLimit = 2,
            ValidFrom = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
            ValidTo = to is null ? null : DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture),
            Source = "test",
            SetAt = DateTimeOffset.UnixEpoch,
            SetByUserId = null,
            SetBy = "",
        };
        var book = new SettingsBook([Of(null, null, 1, "2025-01-01"), Of(null, null, 2, "2026-06-01"), Of(package, technique, 3, "2026-02-01"), Of(package, technique, 4, "2026-04-01", "2026-04-30")]);
        decimal LimitOn(string day) => book.On(package, technique, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))!.CompetenceLimit;
        Assert.Equal([1, 1, 3, 4, 1, 2], new[] { "2020-01-01", "2026-01-31", "2026-02-01", "2026-04-30", "2026-05-01", "2026-06-01" }.Select(LimitOn));
        Assert.Null(new SettingsBook([]).RulesOf(package, technique));
        Assert.Equal(2, book.On(null, technique, new DateOnly(2026, 7, 1))!.CompetenceLimit);
    }

    private static Dictionary<string, string?> Numbers(string acceptable, string unacceptable, string competence, string relapse) => new()
    {
        ["Input.Acceptable"] = acceptable,
        ["Input.Unacceptable"] = unacceptable,
        ["Input.CompetenceLimit"] = competence,
        ["Input.RelapseLimit"] = relapse,
        ["Input.Source"] = "Biên bản hội đồng chuyên môn 12",
    };
}
