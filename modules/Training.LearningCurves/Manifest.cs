using Training.Modules;

[assembly: Module(
    Name = "Learning curves",
    Description = "Learning curves of a person and technique: until competence, and then against a relapse. They advise.",
    Dependencies =
    [
        "Training.Identity",
        "Training.Logbook",
        "Training.Notifications",
        "Training.Organizations",
        "Training.Reporting",
        "Training.Techniques",
        "Training.Transfers",
        "Training.Workflows",
    ])]
