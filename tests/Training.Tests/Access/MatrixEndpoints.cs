using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;

namespace Training.Tests.Access;

/// <summary>Something the site answers to: one row of the matrix for each place its address can lie in.</summary>
/// <param name="Verb">GET, POST …</param>
/// <param name="Route">As written: <c>/transfers/{code}</c>, with the handler of a post: <c>/sign/{id:guid}?handler=Return</c>.</param>
/// <param name="Parameters">Names of the parts that are filled in.</param>
/// <param name="Guesses">It takes a secret, so every wrong try counts; ThrottleTests tries each.</param>
internal sealed record MatrixEndpoint(string Verb, string Route, IReadOnlyList<string> Parameters, bool Guesses);

internal static class MatrixEndpoints
{
    /// <summary>Every page with each of its handlers, and every other endpoint with its verbs; files and what only Development has are not among them.</summary>
    public static async Task<IReadOnlyList<MatrixEndpoint>> ReadAsync(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        var found = new List<MatrixEndpoint>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || endpoint.RoutePattern.RawText is "{**path:file}")
            {
                continue;
            }

            var route = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');

            // Signing counts only what was given as a proof, and the programming interface only tokens; the cells send neither.
            var guesses = endpoint.Metadata.GetMetadata<DoorAttribute>() is { Name: not (Doors.Signing or Doors.Api) };
            string[] parameters = [.. endpoint.RoutePattern.Parameters.Select(p => p.Name)];
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
                found.AddRange(compiled.HandlerMethods.Select(handler => new MatrixEndpoint(
                    handler.HttpMethod.ToUpperInvariant(), handler.Name is null ? route : $"{route}?handler={handler.Name}", parameters, guesses)));
                found.Add(new MatrixEndpoint("GET", route, parameters, guesses)); // also where the model has no handler for it
                continue;
            }

            var verbs = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } named ? named : ["GET"];
            found.AddRange(verbs.Select(verb => new MatrixEndpoint(verb, route, parameters, guesses)));
        }

        return [.. found.DistinctBy(e => (e.Verb, e.Route)).OrderBy(e => e.Route, StringComparer.Ordinal).ThenBy(e => e.Verb, StringComparer.Ordinal)];
    }

    /// <summary>The address with its parts filled in.</summary>
    public static string Fill(MatrixEndpoint endpoint, Func<string, string> sample)
    {
        var query = endpoint.Route.IndexOf("?handler=", StringComparison.Ordinal);
        var path = query < 0 ? endpoint.Route : endpoint.Route[..query];
        var segments = RoutePatternFactory.Parse(path.TrimStart('/')).PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => sample(parameter.Name),
            _ => "",
        })));
        return "/" + string.Join('/', segments) + (query < 0 ? "" : endpoint.Route[query..]);
    }
}
