using Training.Modules;

[assembly: Module(Name = "Organizations", Description = "Provinces, hospitals and departments, with their history.", Dependencies = ["Training.Exchange"])]
