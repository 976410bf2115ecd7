using Training.Modules;

[assembly: Module(Name = "Notifications", Description = "Mail that leaves the site.")]
