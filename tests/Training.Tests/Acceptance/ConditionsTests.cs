using Training.Acceptance.Council;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Tests.Support;

namespace Training.Tests.Acceptance;

/// <summary>What was there when acceptance was asked for has to be there when it is signed.</summary>
public sealed class ConditionsTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task ConditionsLostAfterTheVote_StopMinutesAndSignatures_UntilTheyAreRestored(Database database)
    {
        var walk = await Walk.VotingAsync(database);
        await using var site = walk.Site;
        await walk.AllVoteAsync();
        await walk.CertifyAsync(but: TeamRole.DD);
        var office = await site.SignedInAsync("giaovu");
        var form = await office.GetAsync(walk.Task("minutes/write"));
        var words = new Dictionary<string, string?> { ["Input.Number"] = "12/BB-NT", ["Input.On"] = $"{site.Clock.Today():yyyy-MM-dd}", ["Input.Place"] = "Quảng Ninh", ["Input.Conclusion"] = "Đạt." };
        var refused = await office.SubmitAsync(form, words);
        Assert.Contains(refused.Errors, error => error.Contains("Còn thiếu: Điều dưỡng.", StringComparison.Ordinal));
        Assert.Equal("12/BB-NT", refused.Value("Input.Number"));
        await walk.CertifyAsync();
        Walk.Passed(await office.SubmitAsync(form, words));

        var (coordinator, item) = (await site.SignedInAsync("khth"), (await walk.ItemsAsync())[0]);
        Assert.True((await Walk.StampAsync(coordinator, await coordinator.GetAsync(Walk.Address), item, ready: false, note: "Máy hỏng")).IsRedirect);
        var director = await site.SignedInAsync("giamdoc");
        var unsigned = await director.SubmitAsync(await director.GetAsync(walk.Task("sign")), Walk.Proof(), Journey.SignButton);
        Assert.Contains(unsigned.Errors, error => error.Contains("Còn thiếu:", StringComparison.Ordinal));
        Assert.Empty((await walk.StoryAsync()).Signatures);
        Assert.True((await Walk.StampAsync(coordinator, await coordinator.GetAsync(Walk.Address), item, note: "Đã sửa")).IsRedirect);
        await walk.SignAsync("giamdoc");
        Assert.Equal(Side.Giver, Assert.Single((await walk.StoryAsync()).Signatures).Side);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Minutes_ThatSomebodyElseWasFasterWith_ComeBackWithTheReasonAndTheWords(Database database)
    {
        var walk = await Walk.VotingAsync(database);
        await using var site = walk.Site;
        await walk.AllVoteAsync();
        var office = await site.SignedInAsync("giaovu");
        var form = await office.GetAsync(walk.Task("minutes/write"));
        await walk.WriteMinutesAsync();
        var late = await office.SubmitAsync(
            form, new() { ["Input.Number"] = "13/BB-NT", ["Input.On"] = $"{site.Clock.Today():yyyy-MM-dd}", ["Input.Place"] = "Hội trường B", ["Input.Conclusion"] = "Kết luận dài, gõ mất mười phút." });
        Assert.Equal(System.Net.HttpStatusCode.NotFound, late.Status);
        Assert.Contains("Bước này vừa được người khác làm xong", late.Text, StringComparison.Ordinal);
        Assert.Equal("Hội trường B\n\nKết luận dài, gõ mất mười phút.", late.Page.QuerySelector("textarea")!.TextContent.ReplaceLineEndings("\n"));
        Assert.Single((await walk.StoryAsync()).Minutes);
    }
}
