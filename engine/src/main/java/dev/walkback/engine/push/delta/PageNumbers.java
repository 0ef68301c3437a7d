package dev.walkback.engine.push.delta;

import java.util.Arrays;

/** Numbers of pages within one file, in the order in which they are added. */
final class PageNumbers {

    private int[] numbers = new int[16];
    private int count;

    void add(int number) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
        }
        numbers[count++] = number;
    }

    int count() {
        return count;
    }

    int[] toArray() {
        return Arrays.copyOf(numbers, count);
    }
}
