using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Training.Modules;
using Training.Notifications.Contracts;
using Training.Notifications.Delivery;
using Training.Notifications.Outbox;

namespace Training.Notifications;

internal sealed class Startup(IConfiguration configuration, IHostEnvironment environment) : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection("Mail")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, CheckMailOptions>();
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, AdminMenu>();
        services.AddScoped<IMailQueue, MailQueue>();
        services.AddScoped<IBackgroundTask, DeliverMail>();
        services.AddScoped<IBackgroundTask, ForgetDecoys>();
        if (configuration["Mail:Host"] is { Length: > 0 })
        {
            services.AddSingleton<IEmailTransport, SmtpTransport>();
        }
        else if (environment.IsDevelopment())
        {
            var folder = Path.GetFullPath(Path.Combine(environment.ContentRootPath, configuration["Data:Folder"] ?? "data", "mail"));
            services.AddSingleton<IEmailTransport>(new PickupTransport(folder));
        }
    }
}
