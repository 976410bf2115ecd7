using Training.Modules;

[assembly: Module(Name = "Organizations", Description = "Provinces and hospitals.", Dependencies = ["Training.Exchange"])]
