using Training.Modules;

[assembly: Module(
    Name = "Logbook",
    Description = "Cases that trainees log and mentors sign or return.",
    Dependencies = ["Training.Audit", "Training.Courses", "Training.Identity", "Training.Media", "Training.Notifications", "Training.Organizations", "Training.Reporting", "Training.Techniques", "Training.Transfers", "Training.Workflows"])]
