using Training.Modules;

[assembly: Module(Name = "Reporting", Description = "Home pages and reports; other modules plug in what they own.", Dependencies = ["Training.Organizations"])]
