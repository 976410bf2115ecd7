using Training.Tests.Support;

namespace Training.Tests.Organizations;

public sealed class TwoNodesTests
{
    [Theory, OnPostgreSql]
    public async Task Rename_OnOneNode_IsSeenOnTheOtherAtTheNextRequest(Database database)
    {
        await using var first = await Site.StartAsync(database);
        await using var second = first.SecondNode();
        var administrator = await first.SignedInAsync("quantri");
        var reader = await second.SignedInAsync("boyte");
        var id = await first.HospitalIdAsync("viet-duc");
        foreach (var name in new[] { "Bệnh viện Một", "Bệnh viện Hai" })
        {
            Assert.DoesNotContain(name, (await reader.GetAsync("/hospitals/viet-duc")).Text, StringComparison.Ordinal);
            Assert.True((await administrator.SubmitAsync(await administrator.GetAsync($"/admin/hospitals/{id}"), new() { ["Input.Name"] = name })).IsRedirect);
            Assert.Contains(name, (await reader.GetAsync("/hospitals/viet-duc")).Text, StringComparison.Ordinal);
        }

        // Nothing changed: the other node asks for versions once, and reads no directory again.
        second.Statements.Reset();
        await reader.GetAsync("/hospitals/viet-duc");
        Assert.Single(second.Statements.Statements, s => s.Contains("Data_SnapshotVersions", StringComparison.Ordinal));
        Assert.DoesNotContain(second.Statements.Statements, s => s.Contains("Organizations_Hospitals", StringComparison.Ordinal));

        // What was rolled back is not told.
        var before = await reader.GetAsync("/hospitals/viet-duc");
        var refused = await administrator.SubmitAsync(await administrator.GetAsync($"/admin/hospitals/{id}"), new() { ["Input.Name"] = "Ba", ["Input.NameChange"] = "Renamed", ["Input.From"] = "1700-01-01" });
        Assert.Equal(422, (int)refused.Status);
        second.Statements.Reset();
        Assert.Equal(before.Text, (await reader.GetAsync("/hospitals/viet-duc")).Text);
        Assert.DoesNotContain(second.Statements.Statements, s => s.Contains("Organizations_Hospitals", StringComparison.Ordinal));
    }
}
