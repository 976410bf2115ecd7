using Training.Modules;

[assembly: Module(
    Name = "Transfers",
    Description = "A package on its way from one hospital to another: its steps, its team, its progress.",
    Dependencies = ["Training.Courses", "Training.Identity", "Training.Organizations", "Training.Reporting", "Training.Techniques", "Training.Workflows"])]
