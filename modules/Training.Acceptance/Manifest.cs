using Training.Modules;

[assembly: Module(
    Name = "Acceptance",
    Description = "A team is accepted: readiness, council, minutes, signatures, the department's note, and a year of follow-up.",
    Dependencies =
    [
        "Training.Certification",
        "Training.Identity",
        "Training.Notifications",
        "Training.Organizations",
        "Training.Techniques",
        "Training.Transfers",
        "Training.Workflows",
    ])]
