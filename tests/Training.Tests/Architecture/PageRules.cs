using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Training.Modules;

namespace Training.Tests.Architecture;

/// <summary>Who may open what: nothing is open because somebody forgot to close it.</summary>
internal static class PageRules
{
    private static readonly Type[] Answers = [typeof(HasPermissionAttribute), typeof(SignedInAttribute), typeof(AllowAnonymousAttribute)];

    /// <summary>Every endpoint names a permission that exists, or says that it is for whoever is signed in, or for everybody; one of the three.</summary>
    public static IReadOnlyList<string> SaysWhoMayOpenIt(IEnumerable<Endpoint> endpoints, IEnumerable<string> permissions)
    {
        var known = permissions.ToHashSet();
        return [.. endpoints.SelectMany(endpoint =>
        {
            var named = endpoint.Metadata.GetOrderedMetadata<HasPermissionAttribute>();
            var answers = new[] { named.Count > 0, endpoint.Metadata.GetMetadata<SignedInAttribute>() is not null, IsAnonymous(endpoint) }.Count(yes => yes);
            var problems = named.Where(p => !known.Contains(p.Permission)).Select(p => $"{NameOf(endpoint)} asks for {p.Permission}, which no module declares");
            return answers switch
            {
                0 => problems.Append($"{NameOf(endpoint)} names no permission"),
                1 => problems,
                _ => problems.Append($"{NameOf(endpoint)} names a permission and lets others in as well"),
            };
        })];
    }

    /// <summary>Every page model carries the answer itself: not a handler of it, which the framework ignores.</summary>
    public static IReadOnlyList<string> ModelSaysWhoMayOpenIt(IEnumerable<Type> pageModels) =>
        [.. pageModels.SelectMany(model =>
        {
            var own = Answers.Count(answer => model.IsDefined(answer, inherit: false));
            var onHandlers = model.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method => Answers.Any(answer => method.IsDefined(answer))).ToArray();
            return onHandlers.Select(handler => $"{model.FullName}.{handler.Name} names a permission, which counts only on the page model")
                .Concat(own == 1 ? [] : [$"{model.FullName} has {own} of [HasPermission], [SignedIn] and [AllowAnonymous]"]);
        })];

    /// <summary>What is open to everybody is on the reviewed list, and nothing is on the list that is not open.</summary>
    public static IReadOnlyList<string> AnonymousIsReviewed(IEnumerable<Endpoint> endpoints, IReadOnlyList<string> reviewed)
    {
        var open = endpoints.Where(IsAnonymous).Select(NameOf).Distinct().ToArray();
        return [.. open.Except(reviewed).Select(name => $"{name} is open to everybody and not on the list"),
            .. reviewed.Except(open).Select(name => $"{name} is on the list and not open to everybody")];
    }

    /// <summary>Every endpoint but a page that changes something is on the reviewed list; pages are seen to by <see cref="PostRules"/>.</summary>
    public static IReadOnlyList<string> ChangingEndpointsAreReviewed(IEnumerable<Endpoint> endpoints, IReadOnlyCollection<string> reviewed) =>
        [.. endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null)
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { } methods && methods.HttpMethods.Any(m => !HttpMethods.IsGet(m) && !HttpMethods.IsHead(m)))
            .Select(NameOf)
            .Except(reviewed)
            .Select(name => $"{name} changes something without an idempotency key and is not on the list")];

    /// <summary>As the lists write it: <c>page /verify/{token}</c>, <c>POST /language</c>, <c>any /health/live</c>; static files are one class.</summary>
    public static string NameOf(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            return "static files";
        }

        var route = "/" + (endpoint as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/');
        var kind = endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null ? "page"
            : endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 } methods ? string.Join(',', methods.HttpMethods.Order(StringComparer.Ordinal))
            : "any";
        return $"{kind} {route}";
    }

    private static bool IsAnonymous(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
}
