using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Training.Modules;

/// <summary>
/// What a module adds to the site. A module has one or more; each may take <c>IConfiguration</c> and <c>IHostEnvironment</c>
/// in its constructor.
/// </summary>
public abstract class StartupBase
{
    /// <summary>Lower runs first within the module; the modules themselves run in the order of their dependencies.</summary>
    public virtual int Order => 0;

    /// <summary>Registers services, before the site is built.</summary>
    public virtual void ConfigureServices(IServiceCollection services)
    {
    }

    /// <summary>Adds middleware and endpoints, once the site is built.</summary>
    public virtual void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
    }
}

/// <summary>This start-up class counts only where another module is present too.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequireModuleAttribute(string id) : Attribute
{
    /// <summary>The assembly name of the other module.</summary>
    public string Id { get; } = id;
}
