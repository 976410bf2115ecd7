using Training.Modules;

[assembly: Module(
    Name = "Certification",
    Description = "Certificates: decided by a process once the targets are met, verified by anybody.",
    Dependencies =
    [
        "Training.Audit",
        "Training.Cme",
        "Training.Courses",
        "Training.Identity",
        "Training.Logbook",
        "Training.Notifications",
        "Training.Organizations",
        "Training.Reporting",
        "Training.Techniques",
        "Training.Transfers",
        "Training.Workflows",
    ])]
