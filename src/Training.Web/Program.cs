using Training.Web.Setup;

return await Site.RunAsync(args);
