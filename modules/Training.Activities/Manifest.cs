using Training.Modules;

[assembly: Module(
    Name = "Activities",
    Description = "Items of courses besides lessons and quizzes: assignments, live sessions, files, links, surveys.",
    Dependencies = ["Training.Courses", "Training.Identity", "Training.Media", "Training.Notifications", "Training.Organizations"])]
