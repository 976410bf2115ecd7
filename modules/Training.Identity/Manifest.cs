using Training.Modules;

[assembly: Module(Name = "Identity", Description = "People, accounts, roles and sign-in.", Dependencies = ["Training.Exchange", "Training.Notifications", "Training.Organizations", "Training.Workflows"])]
