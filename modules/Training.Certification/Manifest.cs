using Training.Modules;

[assembly: Module(
    Name = "Certification",
    Description = "Certificates: issued when the targets are met, checked by anybody.",
    Dependencies =
    [
        "Training.Audit",
        "Training.Courses",
        "Training.Identity",
        "Training.Logbook",
        "Training.Organizations",
        "Training.Reporting",
        "Training.Techniques",
        "Training.Transfers",
    ])]
