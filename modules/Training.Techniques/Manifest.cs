using Training.Modules;

[assembly: Module(
    Name = "Techniques",
    Description = "The catalogue of techniques and the packages that are transferred.",
    Dependencies = ["Training.Courses", "Training.Organizations"])]
