using Training.Modules;

[assembly: Module(
    Name = "Cme",
    Description = "Continuing medical education: what activities are worth by law, and a ledger of credit hours for each person.",
    Dependencies =
    [
        "Training.Courses",
        "Training.Exchange",
        "Training.Identity",
        "Training.Media",
        "Training.Notifications",
        "Training.Organizations",
        "Training.Reporting",
        "Training.Workflows",
    ])]
