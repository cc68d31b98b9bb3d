/* microGPT in C from the files of `microgpt export`:
   cc -O2 -o port port.c -lm, then ./port FOLDER [STEPS] trains and prints the
   losses, and ./port FOLDER check compares its slopes. */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EMBD = 16, BLOCK = 16, BOS = 26, PARAMS = 4192, TAPE = 1 << 20 };

/* A number is an index. It was made from at most two others. */
static double data[TAPE], grad[TAPE], local[TAPE][2];
static int parent[TAPE][2], length = PARAMS;

static int make(double x, int a, double la, int b, double lb) {
    if (length == TAPE) {
        fprintf(stderr, "the tape is full\n");
        exit(1);
    }
    data[length] = x, grad[length] = 0;
    parent[length][0] = a, local[length][0] = la;
    parent[length][1] = b, local[length][1] = lb;
    return length++;
}

static int constant(double x) { return make(x, 0, 0, 0, 0); }
static int add(int a, int b) { return make(data[a] + data[b], a, 1, b, 1); }
static int mul(int a, int b) {
    return make(data[a] * data[b], a, data[b], b, data[a]);
}
static int times(int a, double c) { return make(data[a] * c, a, c, 0, 0); }
static int power(int a, double n) {
    return make(pow(data[a], n), a, n * pow(data[a], n - 1), 0, 0);
}
static int relu(int a) {
    return make(fmax(0, data[a]), a, data[a] > 0, 0, 0);
}

static void backward(int loss) {
    grad[loss] = 1;
    for (int i = loss; i >= PARAMS; i--)
        for (int k = 0; k < 2; k++)
            grad[parent[i][k]] += local[i][k] * grad[i];
    length = PARAMS;
}

struct matrix { char name[32]; int from, rows, columns; } model[9];

static FILE *open_file(const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(1);
    }
    return file;
}

/* ANCHOR: weights */
static void read_weights(const char *folder) {
    FILE *file = open_file(folder, "weights.txt");
    int next = 0;
    for (struct matrix *m = model; m < model + 9; m++) {
        if (fscanf(file, "%31s %d %d", m->name, &m->rows, &m->columns) != 3)
            exit(1);
        m->from = next;
        for (int n = m->rows * m->columns; n > 0; n--)
            if (next == PARAMS || fscanf(file, "%lf", &data[next++]) != 1)
                exit(1);
    }
    fclose(file);
}
/* ANCHOR_END: weights */

static void linear(const int *x, const struct matrix *m, int *y) {
    for (int i = 0; i < m->rows; i++) {
        y[i] = constant(0);
        for (int j = 0; j < m->columns; j++)
            y[i] = add(y[i], mul(m->from + i * m->columns + j, x[j]));
    }
}

static void rms_norm(const int *x, int *y) {
    int mean = constant(0);
    for (int i = 0; i < EMBD; i++) mean = add(mean, mul(x[i], x[i]));
    int scale = power(add(times(mean, 1.0 / EMBD), constant(1e-5)), -0.5);
    for (int i = 0; i < EMBD; i++) y[i] = mul(x[i], scale);
}

static void softmax(int *x, int n) {
    double largest = data[x[0]];
    for (int i = 1; i < n; i++) largest = fmax(largest, data[x[i]]);
    int total = constant(0);
    for (int i = 0; i < n; i++) {
        double e = exp(data[x[i]] - largest);
        x[i] = make(e, x[i], e, 0, 0);
        total = add(total, x[i]);
    }
    int part = power(total, -1);
    for (int i = 0; i < n; i++) x[i] = mul(x[i], part);
}

static int keys[BLOCK][EMBD], values[BLOCK][EMBD];

static void attention(const int *q, int positions, int *gathered) {
    for (int start = 0; start < EMBD; start += 4) {
        int weights[BLOCK];
        for (int p = 0; p < positions; p++) {
            int score = constant(0);
            for (int j = start; j < start + 4; j++)
                score = add(score, mul(q[j], keys[p][j]));
            weights[p] = times(score, 0.5);
        }
        softmax(weights, positions);
        for (int j = start; j < start + 4; j++) {
            gathered[j] = constant(0);
            for (int p = 0; p < positions; p++)
                gathered[j] = add(gathered[j], mul(weights[p], values[p][j]));
        }
    }
}

static int loss_of(const int *tokens, int n) {
    int loss = constant(0), pairs = n - 1 < BLOCK ? n - 1 : BLOCK;
    for (int t = 0; t < pairs; t++) {
        int x[EMBD], normed[EMBD], q[EMBD], y[EMBD], h[4 * EMBD], probs[27];
        for (int i = 0; i < EMBD; i++)
            x[i] = add(model[0].from + tokens[t] * EMBD + i,
                       model[1].from + t * EMBD + i);
        rms_norm(x, x);
        rms_norm(x, normed);
        linear(normed, &model[3], q);
        linear(normed, &model[4], keys[t]);
        linear(normed, &model[5], values[t]);
        attention(q, t + 1, normed);
        linear(normed, &model[6], y);
        for (int i = 0; i < EMBD; i++) x[i] = add(x[i], y[i]);
        rms_norm(x, normed);
        linear(normed, &model[7], h);
        for (int i = 0; i < 4 * EMBD; i++) h[i] = relu(h[i]);
        linear(h, &model[8], y);
        for (int i = 0; i < EMBD; i++) x[i] = add(x[i], y[i]);
        linear(x, &model[2], probs);
        softmax(probs, 27);
        int p = probs[tokens[t + 1]];
        loss = add(loss, make(-log(data[p]), p, -1 / data[p], 0, 0));
    }
    return times(loss, 1.0 / pairs);
}

/* ANCHOR: slopes */
static double slope(const struct matrix *m) {
    double sum = 0;
    for (int i = m->from; i < m->from + m->rows * m->columns; i++)
        sum += (1 + i % 7) * grad[i];
    return sum;
}
/* ANCHOR_END: slopes */

static int check(const char *folder) {
    FILE *file = open_file(folder, "gradient.txt");
    char doc[64], name[32];
    int n, tokens[64], wrong = 0;
    while (fscanf(file, " doc %63s tokens %d", doc, &n) == 2 && n <= 64) {
        double expected;
        for (int i = 0; i < n; i++)
            if (fscanf(file, "%d", &tokens[i]) != 1) exit(1);
        if (fscanf(file, " loss %lf", &expected) != 1) exit(1);
        memset(grad, 0, sizeof grad);
        backward(loss_of(tokens, n));
        for (int k = 0; fscanf(file, " slope %31s %lf", name, &expected) == 2; k++) {
            if (k == 9) continue; /* that of all matrices */
            int right = fabs(slope(&model[k]) / expected - 1) < 1e-9;
            printf("%s %s %.17g %s\n", doc, name, slope(&model[k]),
                   right ? "right" : "WRONG");
            wrong |= !right;
        }
    }
    fclose(file);
    return wrong;
}

static void train(const char *folder, int steps) {
    static double m[PARAMS], v[PARAMS];
    FILE *file = open_file(folder, "docs.txt");
    char doc[64];
    for (int step = 0; step < steps && fscanf(file, "%63s", doc) == 1; step++) {
        int tokens[66] = {BOS}, n = 1;
        for (char *c = doc; *c; c++) tokens[n++] = *c - 'a';
        tokens[n++] = BOS;
        int loss = loss_of(tokens, n);
        printf("step %d / 1000 | loss %.6f\n", step + 1, data[loss]);
        backward(loss);
        double rate = 0.01 * (1 - step / 1000.0);
        for (int i = 0; i < PARAMS; i++) {
            m[i] = 0.85 * m[i] + 0.15 * grad[i];
            v[i] = 0.99 * v[i] + 0.01 * grad[i] * grad[i];
            double m_hat = m[i] / (1 - pow(0.85, step + 1));
            double v_hat = v[i] / (1 - pow(0.99, step + 1));
            data[i] -= rate * m_hat / (sqrt(v_hat) + 1e-8);
            grad[i] = 0;
        }
    }
    fclose(file);
}

int main(int count, char **args) {
    if (count < 2) {
        fprintf(stderr, "usage: port FOLDER [STEPS | check]\n");
        return 1;
    }
    read_weights(args[1]);
    if (count > 2 && strcmp(args[2], "check") == 0) return check(args[1]);
    train(args[1], count > 2 ? atoi(args[2]) : 1000);
    return 0;
}
