using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;

namespace Training.Theme;

internal sealed class Startup : StartupBase
{
    // Pages carry no script, so attributes for validation in the browser are dead weight; and the empty validation summary that goes
    // with them hides itself with an inline style, which the Content-Security-Policy refuses.
    public override void ConfigureServices(IServiceCollection services)
        => services.Configure<MvcViewOptions>(options => options.HtmlHelperOptions.ClientValidationEnabled = false);

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
        => routes.MapPost("/language", Language.ChooseAsync).AllowAnonymous();
}
