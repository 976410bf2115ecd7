using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Training.Modules;

namespace Training.Tests.Architecture;

/// <summary>A bad sample for each rule about modules, pages and plug-ins: a rule that finds nothing here would find nothing anywhere.</summary>
public sealed class RulesCanFail
{
    private const string Known = "Samples.View";

    [Fact]
    public void OnlyContractsArePublic_PublicEntity_Fails()
        => Rule.Fails(ModuleRules.OnlyContractsArePublic("Training.Samples", [typeof(RulesCanFail)]), "RulesCanFail is public outside Training.Samples.Contracts");

    [Fact]
    public void OnlyContractsArePublic_NamespaceThatOnlyBeginsLikeIt_Fails()
        => Rule.Fails(ModuleRules.OnlyContractsArePublic("Training.Tests", [typeof(ContractsOfOthers.Leak)]), "Leak");

    [Fact]
    public void ManifestNamesWhatIsUsed_MissingAndSuperfluous_Fails()
        => Rule.Fails(
            ModuleRules.ManifestNamesWhatIsUsed([Facts("A", ["C"], ["B"]), Facts("B", [], []), Facts("C", [], [])]),
            "A uses B, which its manifest does not name",
            "the manifest of A names C, which it does not use");

    [Fact]
    public void ManifestNamesWhatIsUsed_Theme_NeedNotBeNamed()
        => Assert.Empty(ModuleRules.ManifestNamesWhatIsUsed([Facts("A", [], ["Theme"]), new ModuleFacts("Theme", true, [], [])]));

    [Fact]
    public void NoCircles_LongWayRound_Fails()
        => Rule.Fails(
            ModuleRules.NoCircles(new Dictionary<string, IReadOnlyList<string>> { ["A"] = ["B"], ["B"] = ["C"], ["C"] = ["A"], ["D"] = ["A"] }),
            "A depends on itself",
            "B depends on itself",
            "C depends on itself");

    [Fact]
    public void UsesOnly_KernelThatKnowsAModule_Fails()
        => Rule.Fails(ModuleRules.UsesOnly("Training.Data", ["Training.Modules", "Training.Logbook"], "Training.Modules"), "Training.Data must not know Training.Logbook");

    [Fact]
    public void SaysWhoMayOpenIt_NothingSaid_Fails() => Rule.Fails(PageRules.SaysWhoMayOpenIt([At("/forgotten")], [Known]), "/forgotten names no permission");

    [Fact]
    public void SaysWhoMayOpenIt_UnknownPermission_Fails()
        => Rule.Fails(PageRules.SaysWhoMayOpenIt([At("/odd", new HasPermissionAttribute("Samples.Veiw"))], [Known]), "/odd asks for Samples.Veiw");

    [Fact]
    public void SaysWhoMayOpenIt_PermissionAndAnonymous_Fails()
        => Rule.Fails(
            PageRules.SaysWhoMayOpenIt([At("/both", new HasPermissionAttribute(Known), new AllowAnonymousAttribute())], [Known]),
            "/both names a permission and lets others in");

    [Fact]
    public void SaysWhoMayOpenIt_PermissionSignedInOrAnonymous_Holds()
        => Assert.Empty(PageRules.SaysWhoMayOpenIt(
            [At("/a", new HasPermissionAttribute(Known)), At("/b", new SignedInAttribute()), At("/c", new AllowAnonymousAttribute())], [Known]));

    [Fact]
    public void ModelSaysWhoMayOpenIt_OnTheHandlerOnly_Fails()
        => Rule.Fails(PageRules.ModelSaysWhoMayOpenIt([typeof(HandlerModel)]), "HandlerModel.OnGet names a permission, which counts only on the page model", "HandlerModel has 0 of");

    [Fact]
    public void AnonymousIsReviewed_NotOnTheListAndNotOpen_Fails()
        => Rule.Fails(
            PageRules.AnonymousIsReviewed([At("/leak", new AllowAnonymousAttribute()), At("/closed", new SignedInAttribute())], ["any /closed"]),
            "any /leak is open to everybody and not on the list",
            "any /closed is on the list and not open to everybody");

    [Fact]
    public void ChangingEndpointsAreReviewed_DeleteWithoutReview_Fails()
        => Rule.Fails(
            PageRules.ChangingEndpointsAreReviewed([At("/things/{id}", new HttpMethodMetadata(["DELETE"])), At("/read", new HttpMethodMetadata(["GET"]))], []),
            "DELETE /things/{id} changes something");

    [Fact]
    public void PlugInsAreRegistered_ForgottenHandler_Fails()
        => Rule.Fails(PlugInRules.PlugInsAreRegistered([typeof(ForgottenHandler)], PlugInRules.IsPlugIn, _ => []), "ForgottenHandler is not registered as IHandle`1 of Happened");

    [Fact]
    public void PlugInsAreRegistered_AnotherInItsPlace_Fails()
        => Rule.Fails(
            PlugInRules.PlugInsAreRegistered([typeof(ForgottenHandler)], PlugInRules.IsPlugIn, _ => [typeof(RulesCanFail)]),
            "ForgottenHandler");

    private static ModuleFacts Facts(string id, string[] declared, string[] referenced) => new(id, false, declared, referenced);

    private static RouteEndpoint At(string route, params object[] metadata)
        => new(_ => Task.CompletedTask, RoutePatternFactory.Parse(route), 0, new EndpointMetadataCollection(metadata), route);

    private sealed class HandlerModel : PageModel
    {
        [HasPermission(Known)]
        public void OnGet() => HttpContext.Response.StatusCode = 204;
    }

    private sealed record Happened : IDomainEvent;

    private sealed class ForgottenHandler : IHandle<Happened>
    {
        public Task HandleAsync(Happened domainEvent, CancellationToken ct) => Task.CompletedTask;
    }
}
