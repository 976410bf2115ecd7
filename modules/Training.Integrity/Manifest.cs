using Training.Modules;

[assembly: Module(
    Name = "Integrity",
    Description = "Unusual figures become a quiet question to the people concerned, then to their training office.",
    Dependencies = ["Training.Identity", "Training.Logbook", "Training.Organizations", "Training.Reporting", "Training.Techniques", "Training.Transfers", "Training.Workflows"])]
